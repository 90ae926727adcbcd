import { withMethod } from '../amr.js';
import type { Assurance } from '../assurance.js';
import { AMR_OF, channelOf } from '../channels.js';
import type { Code } from '../code.js';
import { SecondFactorError } from '../errors.js';
import type { Posture } from '../ports/factor-store.js';
import type { PendingSignIn } from '../ports/pending-sign-in.js';
import type { SignInToken } from '../sign-in-token.js';
import { credentialVersionOf } from './account.js';
import { admit, isEnrolled } from './admission.js';
import { decide } from './decide.js';
import type { Engine } from './engine.js';
import { markBrowser } from './known-browser.js';
import { loadUser } from './load-user.js';
import { phoneOfEnrolment, phoneOfFactor, sealForFactor, usablePhones } from './phones.js';
import { proofOf } from './proof.js';
import { eventOf, expired } from './refusals.js';
import type { Verified } from './verified.js';

/** Why a right code does not sign in: for the event, never for the client, who hears what every dead sign-in hears. */
type Reason = 'binding' | 'account' | 'password_changed' | 'policy' | 'factors_changed';

/**
 * Finishes a sign-in whose code was right and is consumed: everything it stands on is looked up again as it is now: the
 * account, its password, the policy, its factors (R46). Whatever has changed meanwhile refuses.
 */
export async function complete<User>(
  engine: Engine<User>,
  token: SignInToken,
  signIn: PendingSignIn,
  code: Code,
): Promise<Verified<User>> {
  const refuse = (reason: Reason) => {
    engine.tell({ type: 'countersign.sign-in.refused', ...eventOf(signIn, token), reason });
    return expired();
  };
  if (bindingHolds(engine, token, signIn, code) !== true) throw refuse('binding');
  const user = await loadUser(engine, signIn.subject);
  if (user === null) throw refuse('account');
  if (!credentialHolds(engine, signIn, user)) throw refuse('password_changed');
  const { methods } = await decide(engine, user);
  if (!methods.includes(channelOf(signIn))) throw refuse('policy');
  const posture = await admit(engine, signIn.subject);
  const epoch =
    signIn.purpose === 'enrol'
      ? await bind(engine, token, signIn, posture)
      : await proveFactor(engine, signIn, posture);
  if (epoch === undefined) throw refuse('factors_changed');
  engine.tell({ type: 'countersign.sign-in.completed', ...eventOf(signIn, token) });
  const { returnTo, purpose, subject } = signIn;
  const known = engine.options.knownBrowsers && purpose !== 'step-up';
  const mark = known ? markBrowser(engine, subject, epoch) : null;
  return { user, assurance: bothSteps(engine, token, signIn, epoch), returnTo, purpose, mark };
}

function bindingHolds<User>(
  { keys }: Engine<User>,
  token: SignInToken,
  { purpose, subject, target, code: live }: PendingSignIn,
  code: Code,
): boolean {
  if (!live || !target) return false;
  const { destination } = target;
  return keys.codeMacMatches(live.mac, { purpose, signInId: token.key.id, subject, destination }, code);
}

function credentialHolds<User>(engine: Engine<User>, signIn: PendingSignIn, user: User): boolean {
  const version = credentialVersionOf(engine, user);
  if (version === undefined) return signIn.credential === null;
  return signIn.credential !== null && engine.keys.credentialMatches(signIn.credential, version);
}

/**
 * Makes the enrolled number a factor; the store checks once more, in its transaction, that there is none yet (R33). Where
 * the factors were reset since the sign-in was opened, it is none of now (R38).
 */
async function bind<User>(
  engine: Engine<User>,
  token: SignInToken,
  signIn: PendingSignIn,
  posture: Posture,
): Promise<number | undefined> {
  const { options, keys, postures } = engine;
  if (!isEnrolled(posture) && posture.epoch !== signIn.epoch) return undefined;
  const phone = phoneOfEnrolment(engine, signIn, token);
  const outcome = await options.factors.enrolPhone(
    signIn.subject,
    {
      sealedPhone: sealForFactor(engine, phone, signIn.subject),
      phoneIndex: keys.phoneIndex(phone),
      lastDigits: phone.lastDigits,
    },
    { indexes: keys.phoneIndexes(phone), most: options.maxAccountsPerNumber },
  );
  postures.forget(signIn.subject);
  engine.conversions.verified(phone);
  if (outcome.status === 'number_taken') throw new SecondFactorError('phone_not_allowed');
  if (outcome.status !== 'enrolled') throw new SecondFactorError('enrolment_not_allowed');
  const { subject } = signIn;
  engine.tell({ type: 'countersign.factor.enrolled', subject, method: 'sms', factorId: outcome.factor.id });
  return outcome.epoch;
}

/** The epoch, when the factor that the code went to is still one that the subject can use, with the same number. */
async function proveFactor<User>(
  engine: Engine<User>,
  signIn: PendingSignIn,
  { epoch }: Posture,
): Promise<number | undefined> {
  const { factors } = engine.options;
  const factor = (await usablePhones(engine, signIn.subject)).find(({ id }) => id === signIn.target?.factorId);
  if (epoch !== signIn.epoch || !factor || !signIn.target) return undefined;
  const phone = phoneOfFactor(engine, factor);
  if (!engine.keys.phoneIndexMatches(signIn.target.destination, phone)) return undefined;
  engine.conversions.verified(phone);
  if (factor.consecutiveFailures > 0) await factors.recordSuccess(factor.id);
  return epoch;
}

function bothSteps<User>(
  { options }: Engine<User>,
  { key }: SignInToken,
  signIn: PendingSignIn,
  epoch: number,
): Assurance {
  const { subject, amr } = signIn;
  const method = channelOf(signIn);
  const proved = { amr: withMethod(amr, AMR_OF[method]), verifiedAt: options.clock.now(), method, proof: proofOf(key) };
  return { subject, epoch, ...proved };
}
