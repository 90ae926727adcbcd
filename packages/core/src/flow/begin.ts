import type { Assurance } from '../assurance.js';
import { SecondFactorError } from '../errors.js';
import { isSecondStep } from '../ports/factor.js';
import type { Posture } from '../ports/factor-store.js';
import type { NewSignIn } from '../ports/pending-sign-in.js';
import type { Method, Purpose } from '../purpose.js';
import { credentialVersionOf, subjectOf } from './account.js';
import { admit, currentPosture, isEnrolled, mayWait, refuseBarred } from './admission.js';
import type { Begun } from './begun.js';
import { heldFactors } from './bypass-code.js';
import { type Decision, decide } from './decide.js';
import type { Engine } from './engine.js';
import { enabled } from './factors.js';
import { firstFactorDue, hasFreshFirstFactor } from './first-factor-due.js';
import { methodsToBind } from './methods.js';
import { methodsToProve, type Provable } from './methods-to-prove.js';
import { open } from './open-sign-in.js';
import type { Opening } from './opening.js';
import { revokeByPolicy } from './own-devices.js';
import { withPassword } from './prove-password.js';
import { refuseOver } from './session-age.js';
import { holdsCounted } from './uncounted.js';
import { useDevice } from './use-device.js';

/**
 * Opens the second step for a user whose first factor was right now, if the policy asks for it. The code of a registered
 * phone goes out at once, where that is what is asked for first; a send that fails still opens the step, whose page says so.
 * @throws SecondFactorError `second_factor_locked`; `sign_in_expired` for a session that is over (R50); `step_up_required` for one
 *   that would bind its first factor, and whose password was proved more than 300 s ago, or nobody knows when (R34).
 */
export async function begin<User>(engine: Engine<User>, user: User, given: Opening): Promise<Begun> {
  refuseOver(engine, given);
  const opening = { firstFactorAt: engine.options.clock.now(), ...given };
  const { amr = ['pwd'] } = opening;
  const subject = subjectOf(engine, user);
  const decision = await decide(engine, user);
  const posture = await currentPosture(engine, subject);
  const needed = opening.early ? decision.requirement !== 'off' : isNeeded(decision, posture);
  const exemption = needed ? opening.exempt?.(amr) : undefined;
  if (exemption !== undefined) engine.tell({ type: 'countersign.sign-in.exempted', subject, exemption });
  if (decision.requirement === 'off' || decision.trustedDevices === false) await revokeByPolicy(engine, subject);
  if (!needed || exemption !== undefined)
    return { status: 'complete', assurance: firstFactorOnly(subject, posture, opening) };
  refuseBarred(engine, subject, posture);
  const at = { user, posture, decision };
  return isEnrolled(posture) ? toProve(engine, at, opening) : toBind(engine, at, opening);
}

/** Of whom a sign-in is opened, and what was found to hold for it. */
interface At<User> {
  readonly user: User;
  readonly posture: Posture;
  readonly decision: Decision;
}

function toBind<User>(engine: Engine<User>, { user, posture, decision }: At<User>, opening: Opening): Promise<Begun> {
  // Of a log-in it is of now: what else opens this is a session.
  if (!hasFreshFirstFactor(engine, opening)) throw firstFactorDue('log_in');
  const methods = methodsToBind(engine, decision);
  return open(engine, toSignIn(engine, user, { posture, purpose: 'enrol', methods }, opening), [], opening);
}

async function toProve<User>(
  engine: Engine<User>,
  { user, posture, decision }: At<User>,
  opening: Opening,
): Promise<Begun> {
  const { epoch } = posture;
  const { amr = ['pwd'], devices = [] } = opening;
  const trusted = await useDevice(engine, { user, epoch, decision, amr, devices });
  if (trusted) return { status: 'complete', ...trusted };
  const held = await heldFactors(engine, subjectOf(engine, user), epoch);
  const ways = withoutOldBinding(engine, methodsToProve(engine, subjectOf(engine, user), held, decision), opening);
  const ground = { posture, purpose: 'sign-in', ...ways, untrusted: decision.trustedDevices !== true } as const;
  return open(engine, toSignIn(engine, user, ground, opening), enabled(held), opening);
}

/**
 * What leads to a binding takes a password of now, as any binding does (R34): a recovery or bypass code (R60), and all that a
 * subject has where none of it counts. Else whoever holds a session's cookie and such a code would not need the password.
 * @throws SecondFactorError `step_up_required` where nothing else is left.
 */
function withoutOldBinding<User>(engine: Engine<User>, ways: Provable, opening: Opening): Provable {
  if (hasFreshFirstFactor(engine, opening)) return ways;
  const methods = ways.methods.filter((method) => method !== 'recovery');
  if (ways.uncounted || methods.length === 0) throw firstFactorDue('log_in');
  return { ...ways, methods };
}

function isNeeded(decision: Decision, posture: Posture): boolean {
  if (decision.requirement === 'optional') return isEnrolled(posture);
  return decision.requirement === 'required' && !mayWait(decision, posture);
}

/**
 * Opens a step-up: a session proves its second factor again, under a purpose of its own, and not by a recovery code (R67). With
 * the password, both are proved again when it ends (R34).
 * @throws SecondFactorError `second_factor_required` when the subject has no factor to prove that counts; `second_factor_locked`;
 *   `sign_in_expired` for a session that is over (R50); of a password what {@link withPassword} says.
 */
export async function beginStepUp<User>(engine: Engine<User>, user: User, opening: Opening): Promise<Begun> {
  refuseOver(engine, opening);
  const subject = subjectOf(engine, user);
  const decision = await decide(engine, user);
  const posture = await admit(engine, subject);
  const held = (await engine.options.factors.factors(subject)).filter(({ kind }) => isSecondStep(kind));
  if (!holdsCounted(held, decision)) throw new SecondFactorError('second_factor_required');
  const { methods } = methodsToProve(engine, subject, held, decision);
  const signIn = toSignIn(engine, user, { posture, purpose: 'step-up', methods }, opening);
  return open(engine, await withPassword(engine, signIn, opening.password), enabled(held), opening);
}

function firstFactorOnly(
  subject: string,
  { epoch }: Posture,
  { amr = ['pwd'], firstFactorAt }: Pick<Opening, 'amr' | 'firstFactorAt'>,
): Assurance {
  return { subject, amr, verifiedAt: null, epoch, ...firstFactorOf({ firstFactorAt }) };
}

/** When the first factor was proved, where that is known. */
export function firstFactorOf({ firstFactorAt }: Pick<Opening, 'firstFactorAt'>): Pick<Assurance, 'firstFactorAt'> {
  return typeof firstFactorAt === 'number' ? { firstFactorAt } : {};
}

/** What a sign-in is opened on. */
export interface Ground {
  readonly posture: Posture;
  readonly purpose: Purpose;
  readonly methods: readonly Method[];
  /** Of a change: the factor whose place the new one takes. */
  readonly replaces?: string | undefined;
  /** Of a log-in: whether the policy counts none of the methods. */
  readonly uncounted?: boolean;
  /** Of a log-in: whether the policy does not let the browser be trusted. */
  readonly untrusted?: boolean;
}

/** What is written of a sign-in when it opens. */
export function toSignIn<User>(
  engine: Engine<User>,
  user: User,
  { posture, purpose, methods, replaces, uncounted, untrusted }: Ground,
  { returnTo = null, amr = ['pwd'], firstFactorAt }: Opening,
): NewSignIn {
  const { options, keys } = engine;
  const version = credentialVersionOf(engine, user);
  return {
    subject: subjectOf(engine, user),
    purpose,
    epoch: posture.epoch,
    credential: version === undefined ? null : keys.credential(version),
    methods,
    amr,
    ...firstFactorOf({ firstFactorAt }),
    ...(replaces !== undefined && { replaces }),
    ...(uncounted && { uncounted }),
    ...(options.trustedDevices && untrusted && !uncounted && { untrusted }),
    returnTo,
    expiresInSeconds: options.signInTtlSeconds,
  };
}
