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
  const offers = moreMethods && worthSwitching(code);
  const orAnotherWay = (text: string) => (offers ? `${text} ${TEXTS.verify.useAnotherWay}` : text);
  if (code?.delivery === 'undelivered') return <Message look="warning" text={orAnotherWay(undelivered(code))} />;
  if (code?.delivery === 'unknown') return <Message look="warning" text={orAnotherWay(TEXTS.verify.unknown)} />;
  if (code && sent) return <Message look="good" text={newest(code)} />;
  return null;
}

function undelivered(code: CodeState): string {
  return failureText(code) ?? TEXTS.verify.undelivered;
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
