import type { CodeState } from '@countersign/core';
import { TEXTS } from './texts.js';
import { fill } from './wording.js';

interface NoticeProps {
  readonly code: CodeState | null;
  readonly sent: boolean;
}

/** How the message fares, when there is something to say: not delivered, not known, or just sent. */
export function Notice({ code, sent }: NoticeProps) {
  if (code?.delivery === 'undelivered') return <Message look="warning" text={TEXTS.verify.undelivered} />;
  if (code?.delivery === 'unknown') return <Message look="warning" text={TEXTS.verify.unknown} />;
  if (code && sent) return <Message look="good" text={fill(TEXTS.verify.codeSent, { reference: code.reference })} />;
  return null;
}

function Message({ look, text }: { readonly look: 'warning' | 'good'; readonly text: string }) {
  return (
    <div class={`message message-${look}`} role="status">
      <p>{text}</p>
    </div>
  );
}
