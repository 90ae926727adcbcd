import type { CodeState } from '@countersign/core';
import { Countdown } from './countdown.js';
import type { PageProblem } from './page.js';
import { TEXTS } from './texts.js';

/** The button that asks for another code. */
export const RESEND_ID = 'resend';

/** The sentence that says when it works. */
export const RESEND_WAIT_ID = 'resend-wait';

interface ResendWaitProps {
  readonly code: CodeState | null;
  readonly problem: PageProblem | undefined;
}

/** When another code may be asked for. */
export function ResendWait({ code, problem }: ResendWaitProps) {
  return (
    <Countdown
      id={RESEND_WAIT_ID}
      kind="wait"
      seconds={resendWait(code, problem)}
      texts={{ ...TEXTS.wait, running: TEXTS.help.anotherIn, done: TEXTS.help.anotherNow }}
      enables={RESEND_ID}
    />
  );
}

/** The longer of what the live code and the refusal say, in seconds. Other refusals' waits are not about sending. */
export function resendWait(code: CodeState | null, problem: PageProblem | undefined): number {
  const refused = problem?.errorCode === 'resend_too_soon' || problem?.errorCode === 'too_many_codes';
  return Math.max(code?.resendInSeconds ?? 0, (refused && problem.retryAfterSeconds) || 0);
}
