import { SecondFactorError, type SecondFactorErrorData } from '../errors.js';
import type { Engine } from './engine.js';
import type { Opening } from './opening.js';

/** How old a proof may be for a change of factors, in seconds (R34, R37). */
export const FRESH_SECONDS = 300;

/** How the first factor is proved again. */
type FirstFactor = NonNullable<SecondFactorErrorData['firstFactor']>;

/** Whether the first factor of a session was proved just now, as far as that is known (R34). */
export function hasFreshFirstFactor<User>(
  { options }: Engine<User>,
  { firstFactorAt }: Pick<Opening, 'firstFactorAt'>,
): boolean {
  const age = options.clock.now() - (firstFactorAt ?? Number.NEGATIVE_INFINITY);
  return age <= FRESH_SECONDS * 1_000;
}

/** By the password with the step-up, where the host can check one; else by another log-in. */
export function firstFactorBy<User>({ options }: Engine<User>): FirstFactor {
  return options.subject.checkPassword ? 'password' : 'log_in';
}

/** A change of factors is refused until what it needs is proved again: the second factor, and the first one where it says how. */
export function firstFactorDue(firstFactor?: FirstFactor): SecondFactorError {
  return new SecondFactorError('step_up_required', {
    maxAgeSeconds: FRESH_SECONDS,
    ...(firstFactor && { firstFactor }),
  });
}
