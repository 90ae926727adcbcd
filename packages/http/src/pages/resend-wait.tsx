import type { SecondFactorState } from '@countersign/core';
import { Countdown } from './countdown.js';
import type { PageProblem } from './page.js';
import { TEXTS } from './texts.js';

/** The button that asks for another code. */
export const RESEND_ID = 'resend';

/** The sentence that says when it works. */
export const RESEND_WAIT_ID = 'resend-wait';

interface ResendWaitProps {
  readonly state: SecondFactorState;
  readonly problem: PageProblem | undefined;
}

/** When another code may be asked for. */
export function ResendWait({ state, problem }: ResendWaitProps) {
  return (
    <Countdown
      id={RESEND_WAIT_ID}
      kind="wait"
      seconds={resendWait(state, problem)}
      texts={{ ...TEXTS.wait, running: TEXTS.help.anotherIn, done: TEXTS.help.anotherNow }}
      enables={RESEND_ID}
    />
  );
}

/** The longer of what the state and the refusal say, in seconds. Other refusals' waits are not about sending. */
export function resendWait(
  { code, retryAfterSeconds = 0 }: SecondFactorState,
  problem: PageProblem | undefined,
): number {
  const refused = problem?.errorCode === 'resend_too_soon' || problem?.errorCode === 'too_many_codes';
  return Math.max(code?.resendInSeconds ?? retryAfterSeconds, (refused && problem.retryAfterSeconds) || 0);
}
