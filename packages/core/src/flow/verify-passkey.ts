import { readPasskeyName } from '../passkeys/passkey-name.js';
import type { PendingSignIn } from '../ports/pending-sign-in.js';
import type { VerifyOutcome } from '../ports/pending-store.js';
import { isUnproved } from '../purpose.js';
import type { SignInToken } from '../sign-in-token.js';
import { complete } from './complete.js';
import { type Engine, limitsFor } from './engine.js';
import { notYours } from './given-code.js';
import { type Judged, judgeCreated, judgeSigned } from './judge-passkey.js';
import { methodsFor } from './methods.js';
import { PASSKEY_TARGET } from './passkeys.js';
import { readSignIn } from './read-sign-in.js';
import { expired } from './refusals.js';
import { refuseAnswer } from './refuse-answer.js';
import type { Reopened } from './reopened.js';
import type { TrustRequest } from './trust-device.js';
import type { Verified } from './verified.js';

/** What a passkey answers. */
export interface PasskeyAnswer {
  readonly method: 'passkey';
  /** What `navigator.credentials` gave, as its `toJSON()` writes it. Its shape is checked here. */
  readonly credential: unknown;
  /**
   * What its owner calls a new one: 64 characters at most, none of them a control character. @defaultValue `Passkey` or
   * `Security key`, by whether it can be copied
   */
  readonly name?: string | undefined;
  /** Asks to trust the browser, where trusted devices are on (R54). @defaultValue it is not asked */
  readonly trust?: TrustRequest | undefined;
}

/**
 * Checks an answer by a passkey: the signature here, and then in one step of the store lock, charge and consumption, as of any
 * other answer (R08, R09, R16).
 */
export async function verifyPasskey<User>(
  engine: Engine<User>,
  token: SignInToken,
  { method, credential, name }: PasskeyAnswer,
): Promise<Verified<User> | Reopened> {
  if (method !== 'passkey') throw notYours();
  const before = aimedAtPasskey(engine, await readSignIn(engine, token));
  const judged = isUnproved(before.purpose)
    ? await judgeCreated(engine, token, before, { credential, name: readPasskeyName(name) })
    : await judgeSigned(engine, token, before, credential);
  const answer = { gates: [judged.proof ? RIGHT : WRONG], expected: [RIGHT] };
  const outcome = await engine.options.pending.verify(token.key, answer, limitsFor(engine, token.key));
  if (outcome.status === 'gone') throw expired();
  const signIn = { ...outcome.signIn, target: before.target };
  if (outcome.status === 'right') return complete(engine, token, signIn, judged.proof);
  tellCopy(engine, outcome, judged);
  const factorIds = judged.factor ? [judged.factor.id] : [];
  throw await refuseAnswer(engine, token, { ...outcome, signIn }, factorIds);
}

/** What the store compares: the signature was judged already, and nothing of it is kept. */
const RIGHT = 'right';
const WRONG = 'wrong';

/** @throws SecondFactorError `bad_request` where that is no way to answer it (R48). */
function aimedAtPasskey<User>(engine: Engine<User>, signIn: PendingSignIn): PendingSignIn {
  if (!methodsFor(engine, signIn).includes('passkey')) throw notYours();
  if (signIn.target?.method === 'passkey') return signIn;
  if (isUnproved(signIn.purpose)) throw notYours();
  return { ...signIn, target: PASSKEY_TARGET };
}

/** Only of an answer that was charged: while nothing is judged, nothing is told. */
function tellCopy<User>(engine: Engine<User>, outcome: VerifyOutcome, { factor, copy }: Judged): void {
  if (!factor || !copy || !('failures' in outcome)) return;
  engine.tell({ type: 'countersign.passkey.cloned', subject: factor.subject, factorId: factor.id });
}
