import type { CodeState } from '@countersign/core';
import { failureText, worthSwitching } from './send-failure.js';
import { TEXTS } from './texts.js';
import { fill } from './wording.js';

interface NoticeProps {
  readonly code: CodeState | null;
  readonly sent: boolean;
  /** Whether there is another way that could be tried. */
  readonly moreMethods: boolean;
}

/** How the message fares, when there is something to say: not delivered, not known, or just sent. */
export function Notice({ code, sent, moreMethods }: NoticeProps) {
  if (code?.delivery === 'undelivered') return <Message look="warning" text={undelivered(code, moreMethods)} />;
  if (code?.delivery === 'unknown') return <Message look="warning" text={TEXTS.verify.unknown} />;
  if (code && sent) return <Message look="good" text={newest(code)} />;
  return null;
}

function undelivered(code: CodeState, moreMethods: boolean): string {
  const text = failureText(code) ?? TEXTS.verify.undelivered;
  return moreMethods && worthSwitching(code) ? `${text} ${TEXTS.verify.useAnotherWay}` : text;
}

function newest({ channel, reference }: CodeState): string {
  return channel === 'sms' ? fill(TEXTS.verify.codeSent, { reference }) : TEXTS.verify.codeSentUnmarked;
}

function Message({ look, text }: { readonly look: 'warning' | 'good'; readonly text: string }) {
  return (
    <div class={`message message-${look}`} role="status">
      <p>{text}</p>
    </div>
  );
}
