import { SecondFactorError } from '../errors.js';
import type { PendingSignIn, TryLimits } from '../ports/pending-sign-in.js';
import type { VerifyOutcome } from '../ports/pending-store.js';
import type { SignInToken } from '../sign-in-token.js';
import { type Engine, limitsFor } from './engine.js';
import { countFailure } from './failure.js';
import { eventOf, expired, locked, refusal } from './refusals.js';
import { tellLock } from './tell-lock.js';

/**
 * What an answer that was not right is refused with, and what it counts.
 * @param factorIds - what it could have been an answer of. @defaultValue the factor that the code went to
 * @param limits - what it was held to. @defaultValue those of the token
 */
export async function refuseAnswer<User>(
  engine: Engine<User>,
  token: SignInToken,
  outcome: Exclude<VerifyOutcome, { status: 'right' }>,
  factorIds?: readonly string[],
  limits: TryLimits = limitsFor(engine, token.key),
): Promise<SecondFactorError> {
  switch (outcome.status) {
    case 'gone':
      return expired();
    case 'locked':
    case 'waiting':
      return locked(engine, outcome, outcome.signIn, outcome.signIn);
    case 'not_requested':
      return refusal(engine, 'code_not_requested', outcome.signIn);
    case 'expired':
      engine.tell({ type: 'countersign.code.expired', ...eventOf(outcome.signIn, token) });
      return refusal(engine, 'code_expired', outcome.signIn);
    default:
      return charged(engine, token, outcome, factorIds, limits);
  }
}

async function charged<User>(
  engine: Engine<User>,
  token: SignInToken,
  { status, failures, signIn }: Extract<VerifyOutcome, { failures: number }>,
  factorIds: readonly string[] | undefined,
  limits: TryLimits,
): Promise<SecondFactorError> {
  const { subject } = signIn;
  const event = eventOf(signIn, token);
  const superseded = status === 'superseded';
  engine.tell({ type: 'countersign.code.wrong', ...event, superseded, failuresInWindow: failures });
  engine.failures.failed();
  if (failures >= limits.maxFailures) await tellLock(engine, subject);
  if (status === 'spent') engine.tell({ type: 'countersign.sign-in.spent', ...event });
  await countFailure(engine, signIn, factorIds);
  if (status === 'spent') return new SecondFactorError('too_many_attempts', waitOf(signIn));
  return refusal(engine, superseded ? 'code_superseded' : 'code_wrong', signIn, left(limits, signIn, failures));
}

function left(limits: TryLimits, signIn: PendingSignIn, failures: number) {
  const attemptsLeft = Math.max(0, Math.min(limits.maxTries - signIn.tries, limits.maxFailures - failures));
  return { attemptsLeft, ...(signIn.code && { reference: signIn.code.reference }), ...waitOf(signIn) };
}

/** From the fifth wrong answer on, how long none is judged. */
function waitOf({ answerInSeconds }: PendingSignIn) {
  return answerInSeconds > 0 ? { retryAfterSeconds: answerInSeconds } : {};
}
