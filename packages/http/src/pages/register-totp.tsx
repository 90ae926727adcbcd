import type { Paths } from './paths.js';
import { PostButton } from './post-form.js';
import { TEXTS } from './texts.js';

/** Offers an authenticator app: the way that needs neither a number nor a network (R40). */
export function RegisterTotp({ paths, alone }: { readonly paths: Paths; readonly alone: boolean }) {
  return (
    <section class="totp">
      <h2>{TEXTS.totp.registerHeading}</h2>
      <p>{TEXTS.totp.registerWhy}</p>
      <PostButton action={paths.totp} label={TEXTS.totp.register} look={alone ? 'primary' : 'secondary'} />
    </section>
  );
}
