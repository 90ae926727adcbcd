import { TEXTS } from './texts.js';
import { around, fill } from './wording.js';

interface SentenceWithPhoneProps {
  /** A text with `{phone}`. */
  readonly text: string;
  /** The masked number, as `•••• 42`. */
  readonly phone: string;
}

/** A sentence that ends in the masked number, which is read aloud as words instead of four bullets. */
export function SentenceWithPhone({ text, phone }: SentenceWithPhoneProps) {
  const [before, after] = around(text, 'phone');
  return (
    <p class="lead">
      {before}
      <MaskedPhone phone={phone} />
      {after}
    </p>
  );
}

function MaskedPhone({ phone }: { readonly phone: string }) {
  const digits = /\d+$/.exec(phone)?.[0];
  if (!digits) return <strong>{phone}</strong>;
  return (
    <>
      <strong class="phone" aria-hidden="true">
        {phone}
      </strong>
      <span class="visually-hidden">{fill(TEXTS.verify.phoneAloud, { digits })}</span>
    </>
  );
}
