import { withMethod } from '../amr.js';
import type { Assurance } from '../assurance.js';
import { AMR_OF, isChannel } from '../channels.js';
import { SecondFactorError } from '../errors.js';
import type { EnrolOutcome, EnrolTerms, Factor } from '../ports/factor.js';
import type { Posture } from '../ports/factor-store.js';
import type { PendingSignIn } from '../ports/pending-sign-in.js';
import { isUnproved } from '../purpose.js';
import type { SignInToken } from '../sign-in-token.js';
import { credentialVersionOf } from './account.js';
import { admit, isEnrolled } from './admission.js';
import { firstFactorOf } from './begin.js';
import { decide } from './decide.js';
import type { Engine } from './engine.js';
import { usableFactors } from './factors.js';
import { proofOf } from './holder.js';
import { drawSet, type FreshSet } from './issue-recovery-codes.js';
import { markBrowser } from './known-browser.js';
import { loadUser } from './load-user.js';
import { openBinding } from './open-binding.js';
import { outgoing } from './outgoing.js';
import type { Proof } from './proof.js';
import { eventOf, expired } from './refusals.js';
import type { Reopened } from './reopened.js';
import { sealAnew } from './seal-anew.js';
import { tellBound } from './tell-change.js';
import { bindsFirst } from './uncounted.js';
import type { Verified } from './verified.js';

/** Why a right answer does not sign in: for the event, never for the client, who hears what every dead sign-in hears. */
type Reason = 'binding' | 'account' | 'password_changed' | 'policy' | 'uncounted' | 'factors_changed' | 'session';

/**
 * Finishes a sign-in whose answer was right and is consumed: everything it stands on is looked up again as it is now: the
 * account, its password, the policy, its factors (R46). Whatever has changed meanwhile refuses. A factor that the policy does not
 * count still proves who it is, and leads to the binding of one that does.
 * @param proof - `undefined` for an answer that was made for something else (R04).
 */
export async function complete<User>(
  engine: Engine<User>,
  token: SignInToken,
  signIn: PendingSignIn,
  proof: Proof | undefined,
): Promise<Verified<User> | Reopened> {
  const refuse = refusing(engine, token, signIn);
  if (!proof) throw refuse('binding');
  const asking = askingSession(engine, signIn);
  if (signIn.purpose === 'change' && !asking) throw refuse('session');
  const user = await reload(engine, signIn, refuse);
  const methods = await bindsFirst(engine, signIn, await decide(engine, user), proof);
  if (methods === 'refused') throw refuse('policy');
  const posture = await admit(engine, signIn.subject);
  const settle = isUnproved(signIn.purpose) ? bind : prove;
  const settled = await settle(engine, signIn, posture, proof);
  if (typeof settled === 'string') throw refuse(settled);
  if (methods) {
    refuse('uncounted');
    return openBinding(engine, signIn, { methods, after: 'uncounted', ledger: token.key.ledger });
  }
  const { epoch, ...codes } = settled;
  engine.tell({ type: 'countersign.sign-in.completed', ...eventOf(signIn, token) });
  const { returnTo, purpose, subject } = signIn;
  const known = engine.options.knownBrowsers && purpose !== 'step-up';
  const mark = known ? markBrowser(engine, subject, epoch) : null;
  const assurance = asking ? { ...asking, epoch } : bothSteps(engine, token, signIn, proof, epoch);
  return { status: 'complete', user, assurance, returnTo, purpose, mark, device: null, ...codes };
}

/** What stands in the way of it. */
type Unsettled = Extract<Reason, 'binding' | 'factors_changed'>;

/** What a right answer leaves: the epoch from then on, and a fresh set where a recovery code has led here. */
interface Settled extends Pick<Verified<unknown>, 'recoveryCodes'> {
  readonly epoch: number;
}

/** Refuses a sign-in whose answer was right. */
export type Refuse = (reason: Reason) => SecondFactorError;

/** Tells the event why, and the client what every dead sign-in is told (R20). */
export function refusing<User>(engine: Engine<User>, token: SignInToken, signIn: PendingSignIn): Refuse {
  return (reason) => {
    engine.tell({ type: 'countersign.sign-in.refused', ...eventOf(signIn, token), reason });
    return expired();
  };
}

/** The account as it is now, if it may still sign in and has still the password of then (R46). @throws what `refuse` makes */
export async function reload<User>(engine: Engine<User>, signIn: PendingSignIn, refuse: Refuse): Promise<User> {
  const user = await loadUser(engine, signIn.subject);
  if (user === null) throw refuse('account');
  if (!credentialHolds(engine, signIn, user)) throw refuse('password_changed');
  return user;
}

/**
 * Of a change: what the session has proved that answers; it must be its subject's, and of the factors that there were. What it
 * has proved stays as it is: a new factor is no proof of an old one (R67).
 */
function askingSession<User>(
  { assurance }: Engine<User>,
  { purpose, subject, epoch }: PendingSignIn,
): Assurance | undefined {
  if (purpose !== 'change' || assurance?.subject !== subject) return undefined;
  return assurance.epoch === epoch && assurance.verifiedAt !== null ? assurance : undefined;
}

function credentialHolds<User>(engine: Engine<User>, signIn: PendingSignIn, user: User): boolean {
  const version = credentialVersionOf(engine, user);
  if (version === undefined) return signIn.credential === null;
  return signIn.credential !== null && engine.keys.credentialMatches(signIn.credential, version);
}

/**
 * Makes what was enrolled a factor; the store checks once more, in its transaction, that there is none yet (R33). Where
 * the factors were reset or changed since the sign-in was opened, it is none of now (R36, R38). After a recovery code it takes
 * the place of all that there was, and comes with a fresh set of codes, in the same step (R60; NIST SP 800-63B-4 §4.2.1.1).
 */
async function bind<User>(
  engine: Engine<User>,
  signIn: PendingSignIn,
  posture: Posture,
  proof: Proof,
): Promise<Settled | Unsettled> {
  const { options, postures } = engine;
  const { subject, purpose, epoch, replaces, after } = signIn;
  const first = purpose === 'enrol' && after === undefined;
  if (posture.epoch !== epoch && !(first && isEnrolled(posture))) return 'factors_changed';
  const bound = proof.bind();
  if (!bound) return 'binding';
  const { factor, sharing } = bound;
  const old = await outgoing(engine, signIn);
  if (replaces !== undefined && old.length === 0) return 'factors_changed';
  const set = after === 'recovery' ? await drawSet(engine, subject) : undefined;
  const terms = { first, epoch, sharing, ...placeOf(old, set) };
  const named = replaces === undefined ? factor : { ...factor, name: old[0]?.name ?? null };
  const outcome = await options.factors.enrol(subject, named, terms);
  postures.forget(subject);
  if (outcome.status !== 'enrolled') return notBound(outcome, proof);
  tellBound(engine, proof.method, outcome.factor, old);
  return set ? renewed(engine, outcome, set) : { epoch: outcome.epoch };
}

/** Whose place it takes, and what comes with it. */
function placeOf(old: readonly Factor[], set: FreshSet | undefined): Pick<EnrolTerms, 'replaces' | 'beside'> {
  return set ? { replaces: 'all', beside: [set.factor] } : { replaces: old.map(({ id }) => id) };
}

function renewed<User>(
  { tell }: Engine<User>,
  { factor: { subject }, epoch }: Extract<EnrolOutcome, { status: 'enrolled' }>,
  { codes: recoveryCodes }: FreshSet,
): Settled {
  tell({ type: 'countersign.recovery.renewed', subject });
  return { epoch, recoveryCodes };
}

function notBound(
  { status }: Exclude<EnrolOutcome, { status: 'enrolled' }>,
  { method }: Pick<Proof, 'method'>,
): Unsettled {
  if (status === 'changed') return 'factors_changed';
  throw new SecondFactorError(
    status === 'number_taken' && isChannel(method) ? 'phone_not_allowed' : 'enrolment_not_allowed',
  );
}

/** What is left, when what was proved is still a factor that the subject can use, and no other answer was quicker (R63). */
async function prove<User>(
  engine: Engine<User>,
  signIn: PendingSignIn,
  { epoch }: Posture,
  proof: Proof,
): Promise<Settled | Unsettled> {
  const proved = proof.match(await usableFactors(engine, signIn.subject));
  if (epoch !== signIn.epoch || !proved) return 'factors_changed';
  if (proved === 'binding') return 'binding';
  const { factor, advance } = proved;
  const isWritten = advance !== undefined || factor.consecutiveFailures > 0;
  if (isWritten && !(await engine.options.factors.recordSuccess(factor.id, advance))) return 'factors_changed';
  if (!advance) sealAnew(engine, factor);
  return { epoch };
}

function bothSteps<User>(
  { options }: Engine<User>,
  { key }: SignInToken,
  signIn: PendingSignIn,
  { method }: Proof,
  epoch: number,
): Assurance {
  const amr = withMethod(signIn.amr, AMR_OF[method]);
  const proved = { amr, verifiedAt: options.clock.now(), method, proof: proofOf(key) };
  return { subject: signIn.subject, epoch, ...proved, ...firstFactorOf(signIn) };
}
