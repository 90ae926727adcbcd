import { Code } from '../code.js';
import { SecondFactorError } from '../errors.js';
import type { PendingSignIn, TryLimits } from '../ports/pending-sign-in.js';
import type { VerifyOutcome } from '../ports/pending-store.js';
import type { SignInToken } from '../sign-in-token.js';
import { complete } from './complete.js';
import { type Engine, limitsFor } from './engine.js';
import { countFailure } from './failure.js';
import { eventOf, expired, locked, refusal } from './refusals.js';
import { tellLock } from './tell-lock.js';
import type { Verified } from './verified.js';

/**
 * Checks an answer; the one verifier of every route that takes a code (R16). One round trip to the pending store, and then,
 * only when the code was right, the account and its factors as they are now.
 * @param digits - of the configured length, spaces already removed.
 */
export async function verify<User>(engine: Engine<User>, token: SignInToken, digits: string): Promise<Verified<User>> {
  const code = readCode(engine, digits);
  const { keys, options } = engine;
  const outcome = await options.pending.verify(token.key, keys.gates(token.key.id, code), limitsFor(engine, token.key));
  if (outcome.status === 'right') return complete(engine, token, outcome.signIn, code);
  throw await refuse(engine, token, outcome);
}

/** What cannot be a code is not evaluated, and not charged (R18). */
function readCode<User>({ options: { codeLength } }: Engine<User>, digits: unknown): Code {
  if (typeof digits === 'string' && digits.length === codeLength && /^[0-9]+$/.test(digits)) return new Code(digits);
  throw new SecondFactorError('bad_request', { details: [`code: must be ${codeLength} digits`] });
}

async function refuse<User>(
  engine: Engine<User>,
  token: SignInToken,
  outcome: Exclude<VerifyOutcome, { status: 'right' }>,
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
      return charged(engine, token, outcome);
  }
}

async function charged<User>(
  engine: Engine<User>,
  token: SignInToken,
  { status, failures, signIn }: Extract<VerifyOutcome, { failures: number }>,
): Promise<SecondFactorError> {
  const { subject } = signIn;
  const event = eventOf(signIn, token);
  const superseded = status === 'superseded';
  engine.tell({ type: 'countersign.code.wrong', ...event, superseded, failuresInWindow: failures });
  const limits = limitsFor(engine, token.key);
  engine.failures.failed();
  if (failures >= limits.maxFailures) await tellLock(engine, subject);
  if (status === 'spent') engine.tell({ type: 'countersign.sign-in.spent', ...event });
  await countFailure(engine, signIn);
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
