import type { Assurance } from '../assurance.js';
import { isChannel } from '../channels.js';
import type { KeptDevice } from '../device-token.js';
import { SecondFactorError } from '../errors.js';
import type { PhoneNumber } from '../phone-number.js';
import type { Factor } from '../ports/factor.js';
import type { Posture } from '../ports/factor-store.js';
import type { NewSignIn } from '../ports/pending-sign-in.js';
import type { OpenOutcome } from '../ports/pending-store.js';
import type { Channel, Method, Purpose } from '../purpose.js';
import { SignInToken } from '../sign-in-token.js';
import type { SecondFactorState } from '../state.js';
import { credentialVersionOf, subjectOf } from './account.js';
import { admit, currentPosture, isEnrolled, mayWait, refuseBarred } from './admission.js';
import { ofSignIn } from './called-by.js';
import { type Decision, decide } from './decide.js';
import { deliver } from './deliver.js';
import { describeSignIn } from './describe.js';
import { type Engine, limitsFor } from './engine.js';
import { firstPhone, usableFactors } from './factors.js';
import { ledgerOf } from './known-browser.js';
import { channelFor, methodsToBind, methodsToProve } from './methods.js';
import type { Opening } from './opening.js';
import { revokeByPolicy } from './own-devices.js';
import { phoneOfFactor } from './phones.js';
import { type PreparedCode, prepareCode, targetOf } from './prepare-code.js';
import { recoveryKeyOf } from './recovery-ledgers.js';
import { eventOf, locked } from './refusals.js';
import { quotasOf, tellFull, watchCounts } from './send-charges.js';
import { refuseOver } from './session-age.js';
import { useDevice } from './use-device.js';

/** What follows a right password. */
export type Begun =
  /** Nothing more is needed: sign in, with this to put into the session. */
  | {
      readonly status: 'complete';
      readonly assurance: Assurance;
      /** Of a trusted device: what the browser must keep from here on. */
      readonly device?: KeptDevice | undefined;
    }
  /** The second step is open: give the token to the browser, and nothing that can authenticate (R43). */
  | { readonly status: 'pending'; readonly token: SignInToken; readonly state: SecondFactorState };

/**
 * Opens the second step for a user whose first factor was right now, if the policy asks for it. The code of a registered
 * phone goes out at once, where that is what is asked for first; a send that fails still opens the step, whose page says so.
 * @throws SecondFactorError `second_factor_locked`; `sign_in_expired` for a session that is over (R50).
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
  if (!isEnrolled(posture)) {
    const methods = methodsToBind(engine, decision);
    return open(engine, toSignIn(engine, user, { posture, purpose: 'enrol', methods }, opening), [], opening);
  }
  const { epoch } = posture;
  const trusted = await useDevice(engine, { user, epoch, decision, amr, devices: opening.devices ?? [] });
  if (trusted) return { status: 'complete', ...trusted };
  const factors = await usableFactors(engine, subject);
  const methods = methodsToProve(engine, subject, factors, decision);
  return open(engine, toSignIn(engine, user, { posture, purpose: 'sign-in', methods }, opening), factors, opening);
}

function isNeeded(decision: Decision, posture: Posture): boolean {
  if (decision.requirement === 'optional') return isEnrolled(posture);
  return decision.requirement === 'required' && !mayWait(decision, posture);
}

/**
 * Opens a step-up: a session proves its second factor again, under a purpose of its own, and not by a recovery code (R67).
 * @throws SecondFactorError `second_factor_required` when the subject has no factor to prove; `second_factor_locked`;
 *   `sign_in_expired` for a session that is over (R50).
 */
export async function beginStepUp<User>(engine: Engine<User>, user: User, opening: Opening): Promise<Begun> {
  refuseOver(engine, opening);
  const subject = subjectOf(engine, user);
  const decision = await decide(engine, user);
  const posture = await admit(engine, subject);
  const factors = (await usableFactors(engine, subject)).filter(({ kind }) => kind !== 'recovery');
  if (factors.length === 0) throw new SecondFactorError('second_factor_required');
  const methods = methodsToProve(engine, subject, factors, decision);
  return open(engine, toSignIn(engine, user, { posture, purpose: 'step-up', methods }, opening), factors, opening);
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
}

/** What is written of a sign-in when it opens. */
export function toSignIn<User>(
  engine: Engine<User>,
  user: User,
  { posture, purpose, methods, replaces }: Ground,
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
    returnTo,
    expiresInSeconds: options.signInTtlSeconds,
  };
}

/** A sign-in that was asked of the store, and what came of it. */
interface Attempt {
  readonly token: SignInToken;
  readonly first: (PreparedCode & { readonly phone: PhoneNumber }) | undefined;
  readonly outcome: OpenOutcome;
}

/** Opens a sign-in, and sends its first code where there is a phone that it goes to. */
export async function open<User>(
  outer: Engine<User>,
  signIn: NewSignIn,
  factors: readonly Factor[],
  opening: Opening,
): Promise<Begun> {
  const { token, first, outcome } = await attempt(outer, signIn, factors, opening);
  const engine = ofSignIn(outer, token);
  if (outcome.status === 'locked' || outcome.status === 'waiting') throw locked(outer, outcome, signIn);
  engine.tell({ type: 'countersign.sign-in.opened', ...eventOf(outcome.signIn, token) });
  if (first && outcome.status === 'opened') watchCounts(engine, first.stored.quotas, outcome.counts);
  if (outcome.status === 'full') tellFull(engine, outcome.quota);
  // Without a live code, as when a quota had no room for one, there is nothing to deliver.
  const opened = first
    ? await deliver(engine, { token, signIn: outcome.signIn, ...first, quotas: first.stored.quotas })
    : outcome.signIn;
  return { status: 'pending', token, state: describeSignIn(engine, opened) };
}

/**
 * Opens at the subject's expense; where the subject's tries or codes are used up, at that of the browser, if it is known
 * (3.1): who knows the password alone cannot keep its owner out.
 */
async function attempt<User>(
  engine: Engine<User>,
  signIn: NewSignIn,
  factors: readonly Factor[],
  opening: Opening,
): Promise<Attempt> {
  const first = await openAt(engine, signIn, factors, opening);
  const { outcome, token } = first;
  if (outcome.status === 'opened' || (outcome.status === 'full' && outcome.quota !== 'subject')) return first;
  const { knownBrowsers, pending } = engine.options;
  const ledger = knownBrowsers ? ledgerOf(engine, signIn.subject, signIn.epoch, opening.marks ?? []) : undefined;
  if (ledger === undefined) return forRecovery(engine, signIn, first);
  if (outcome.status === 'full') await pending.close(token.key);
  return forRecovery(engine, signIn, await openAt(engine, signIn, factors, opening, ledger));
}

/** Where nothing else can be answered, recovery codes can, which have a count of their own (3.1, R58). */
async function forRecovery<User>(engine: Engine<User>, signIn: NewSignIn, refused: Attempt): Promise<Attempt> {
  const { options, keys } = engine;
  const isShut = refused.outcome.status === 'locked' || refused.outcome.status === 'waiting';
  if (!isShut || !signIn.methods.includes('recovery')) return refused;
  const token = SignInToken.draw(keys.subjectTag(signIn.subject), options.random);
  const key = recoveryKeyOf(token);
  const outcome = await options.pending.open(key, { ...signIn, methods: ['recovery'] }, limitsFor(engine, key));
  return outcome.status === 'opened' ? { token, first: undefined, outcome } : refused;
}

async function openAt<User>(
  engine: Engine<User>,
  signIn: NewSignIn,
  factors: readonly Factor[],
  { address, channel }: Opening,
  ledger?: string,
): Promise<Attempt> {
  const { options, keys } = engine;
  const token = SignInToken.draw(keys.subjectTag(signIn.subject), options.random, ledger);
  const phone = isChannel(signIn.methods[0]) || channel ? firstPhone(factors) : undefined;
  const by = { address, channel: channelFor(engine, signIn, channel) };
  const first = phone && firstCode(engine, token, signIn, phone, by);
  const outcome = await options.pending.open(token.key, signIn, limitsFor(engine, token.key), first?.stored);
  return { token, first, outcome };
}

function firstCode<User>(
  engine: Engine<User>,
  token: SignInToken,
  { subject, purpose }: NewSignIn,
  factor: Factor,
  { address, channel }: { readonly address: string | undefined; readonly channel: Channel },
): PreparedCode & { readonly phone: PhoneNumber } {
  const phone = phoneOfFactor(engine, factor);
  const target = targetOf(engine, phone, { factorId: factor.id, sealed: null }, channel);
  const quotas = quotasOf(engine, { token, phone, number: target.destination, purpose, address });
  return { phone, ...prepareCode(engine, { token, subject, purpose, target, quotas }) };
}
