import { isChannel, methodOf } from '../channels.js';
import type { VerifyOutcome } from '../ports/pending-store.js';
import type { Method } from '../purpose.js';
import type { SignInToken } from '../sign-in-token.js';
import { complete } from './complete.js';
import { type Engine, limitsFor } from './engine.js';
import { notYours, readCode } from './given-code.js';
import { usableMethods } from './methods.js';
import { refuseAnswer } from './refuse-answer.js';
import type { Reopened } from './reopened.js';
import { proofOfSentCode } from './sent-code.js';
import type { TrustRequest } from './trust-device.js';
import type { Verified } from './verified.js';
import { type PasskeyAnswer, verifyPasskey } from './verify-passkey.js';
import { verifyTotp } from './verify-totp.js';

/** What somebody answers the second step with. */
export type GivenAnswer = CodeAnswer | PasskeyAnswer | RecoveryAnswer;

/** Digits. */
export interface CodeAnswer {
  /** Digits of the configured length, or the six of an authenticator app; spaces already removed. */
  readonly code: string;
  /** What it is an answer to. @defaultValue the `method` of the sign-in's state */
  readonly method?: Exclude<Method, 'passkey' | 'recovery'> | undefined;
  /** Asks to trust the browser, where trusted devices are on (R54). @defaultValue it is not asked */
  readonly trust?: TrustRequest | undefined;
}

/** A recovery code, which signs nobody in (R60). */
export interface RecoveryAnswer {
  readonly method: 'recovery';
  /** As it was typed. */
  readonly code: string;
}

/**
 * Checks an answer; the one verifier of every route that takes one (R16). A code that was sent takes one round trip to the
 * pending store, and then, only when it was right, the account and its factors as they are now.
 */
export async function verify<User>(
  engine: Engine<User>,
  token: SignInToken,
  answer: CodeAnswer | PasskeyAnswer,
): Promise<Verified<User> | Reopened> {
  if ('credential' in answer) return verifyPasskey(engine, token, answer);
  return verifyCode(engine, token, answer);
}

async function verifyCode<User>(
  engine: Engine<User>,
  token: SignInToken,
  { code: digits, method }: CodeAnswer,
): Promise<Verified<User> | Reopened> {
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
