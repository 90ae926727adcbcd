import { isChannel, methodOf } from '../channels.js';
import { Code } from '../code.js';
import { SecondFactorError } from '../errors.js';
import type { VerifyOutcome } from '../ports/pending-store.js';
import type { Method } from '../purpose.js';
import type { SignInToken } from '../sign-in-token.js';
import { complete } from './complete.js';
import { type Engine, limitsFor } from './engine.js';
import { usableMethods } from './methods.js';
import { refuseAnswer } from './refuse-answer.js';
import { proofOfSentCode } from './sent-code.js';
import type { TrustRequest } from './trust-device.js';
import type { Verified } from './verified.js';
import { verifyTotp } from './verify-totp.js';

/** What somebody answers the second step with. */
export interface GivenAnswer {
  /** Digits of the configured length, or the six of an authenticator app; spaces already removed. */
  readonly code: string;
  /** What it is an answer to. @defaultValue the `method` of the sign-in's state */
  readonly method?: Method | undefined;
  /** Asks to trust the browser, where trusted devices are on (R54). @defaultValue it is not asked */
  readonly trust?: TrustRequest | undefined;
}

/**
 * Checks an answer; the one verifier of every route that takes one (R16). A code that was sent takes one round trip to the
 * pending store, and then, only when it was right, the account and its factors as they are now.
 */
export async function verify<User>(
  engine: Engine<User>,
  token: SignInToken,
  { code: digits, method }: GivenAnswer,
): Promise<Verified<User>> {
  if (method !== undefined && !usableMethods(engine).includes(method)) throw notYours();
  if (method === 'totp') return verifyTotp(engine, token, digits);
  if (method !== undefined && !isChannel(method)) throw notYours();
  const code = readCode(digits, engine.options.codeLength);
  const answer = { gates: engine.keys.gates(token.key.id, code) };
  const outcome = await engine.options.pending.verify(token.key, answer, limitsFor(engine, token.key));
  if (outcome.status === 'right') {
    return complete(engine, token, outcome.signIn, proofOfSentCode(engine, token, outcome.signIn, code));
  }
  if (method === undefined && isMeantForAnApp(outcome)) return verifyTotp(engine, token, digits);
  throw await refuseAnswer(engine, token, outcome);
}

/** No code is live, nothing was charged, and an app is what the state asks for. */
function isMeantForAnApp(outcome: VerifyOutcome): boolean {
  if (outcome.status !== 'not_requested' && outcome.status !== 'expired') return false;
  return methodOf(outcome.signIn) === 'totp';
}

/** What cannot be a code is not evaluated, and not charged (R18). */
export function readCode(digits: unknown, length: number): Code {
  if (typeof digits === 'string' && digits.length === length && /^[0-9]+$/.test(digits)) return new Code(digits);
  throw new SecondFactorError('bad_request', { details: [`code: must be ${length} digits`] });
}

/** A method that this sign-in cannot be answered by (R48). */
export function notYours(): SecondFactorError {
  return new SecondFactorError('bad_request', { details: ['method: is not one that you can answer by'] });
}
