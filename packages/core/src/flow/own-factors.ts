import type { Assurance } from '../assurance.js';
import { SecondFactorError } from '../errors.js';
import { maskPhone } from '../phone-number.js';
import { type Factor, type FactorKind, isSecondStep } from '../ports/factor.js';
import { subjectOf } from './account.js';
import type { Engine } from './engine.js';
import { ownFactor } from './factors.js';
import { freshSession } from './fresh-session.js';
import { RECOVERY_CODES } from './recovery-set.js';
import { standing } from './standing.js';
import { tellRemoved } from './tell-change.js';

/** A factor as its owner sees it: never what it is made of. */
export interface OwnFactor {
  readonly id: string;
  readonly kind: Exclude<FactorKind, 'bypass'>;
  /** What its owner calls it; `null` where it was given no name. */
  readonly name: string | null;
  /** The masked number of a phone, as `•••• 42`; `null` for the other kinds. */
  readonly phone: string | null;
  /** How many recovery codes are left; `null` for the other kinds (R59). */
  readonly left: number | null;
  /** Since when it is confirmed, ISO 8601 in UTC. */
  readonly since: string;
  readonly preferred: boolean;
  /** Whether too many wrong answers have disabled it. */
  readonly disabled: boolean;
}

/** The subject's factors, oldest first. */
export async function ownFactors<User>(engine: Engine<User>, user: User): Promise<readonly OwnFactor[]> {
  const kept = await engine.options.factors.factors(subjectOf(engine, user));
  return kept.flatMap((factor) => (factor.kind === 'bypass' ? [] : toOwn(factor, factor.kind)));
}

function toOwn(factor: Factor, kind: OwnFactor['kind']): OwnFactor {
  const { id, name, lastDigits, counter, confirmedAt, preferred, disabledAt } = factor;
  const phone = lastDigits === null ? null : maskPhone(lastDigits);
  // Each use counts the set's counter up by one.
  const left = kind === 'recovery' ? RECOVERY_CODES - counter : null;
  return { id, kind, name, phone, left, since: confirmedAt.toISOString(), preferred, disabled: disabledAt !== null };
}

/**
 * Removes a factor of the subject's own, and ends its other sessions, pending sign-ins and trusted devices (R37, R38). The last
 * one stays where the policy asks for a second step.
 * @returns what the session has proved from then on: it alone lives on.
 * @throws SecondFactorError as {@link freshSession}; `bad_request` for a factor that is none of the subject's, and for the last one.
 */
export async function removeFactor<User>(
  engine: Engine<User>,
  user: User,
  assurance: Assurance | undefined,
  id: string,
): Promise<Assurance> {
  const session = await freshSession(engine, user, assurance);
  const { subject, decision, assurance: proved } = session;
  await shownFactor(engine, subject, id);
  const outcome = await engine.options.factors.removeFactor(subject, id, decision.requirement === 'required');
  engine.postures.forget(subject);
  if (outcome.status === 'unknown') throw unknownFactor('id');
  if (outcome.status === 'last') throw refused('id: is your last factor, and one must stay');
  tellRemoved(engine, outcome.factor);
  // A session that was ended at the same moment stays ended.
  return outcome.epoch === proved.epoch + 1 ? { ...proved, epoch: outcome.epoch } : proved;
}

/** What an owner may say of a factor. */
export interface FactorDescription {
  /** 1 to 40 characters; `null` or none for no name. */
  readonly name?: string | null;
  /** Whether it is asked for before the others. */
  readonly preferred?: boolean;
}

const LONGEST_NAME = 40;

/**
 * Names a factor of the subject's own, or prefers it to the others. It proves no more and no less than before, so nothing ends.
 * @returns what the session has proved, as it was.
 * @throws SecondFactorError `second_factor_required`; `bad_request` for a name that is none and for another's factor.
 */
export async function describeFactor<User>(
  engine: Engine<User>,
  user: User,
  assurance: Assurance | undefined,
  id: string,
  { name, preferred }: FactorDescription,
): Promise<Assurance> {
  const { status } = await standing(engine, user, assurance, { whateverThePolicy: true });
  if (status !== 'satisfied' || !assurance) throw new SecondFactorError('second_factor_required');
  const change = { ...(name !== undefined && { name: readName(name) }), ...(preferred !== undefined && { preferred }) };
  const { kind } = await shownFactor(engine, subjectOf(engine, user), id);
  // Codes that stand in are no log-in's question, and would lead away from what counts.
  if (preferred && !isSecondStep(kind)) throw refused('id: cannot be asked for first');
  const known = await engine.options.factors.describeFactor(subjectOf(engine, user), id, change);
  if (!known) throw unknownFactor('id');
  return assurance;
}

/** A factor that its owner sees: of a bypass code nothing is to be told, nor changed. @throws SecondFactorError `bad_request` */
async function shownFactor<User>(engine: Engine<User>, subject: string, id: string): Promise<Factor> {
  const factor = await ownFactor(engine, subject, id);
  if (!factor || factor.kind === 'bypass') throw unknownFactor('id');
  return factor;
}

function readName(name: string | null): string | null {
  const text = name?.trim() ?? '';
  if ([...text].length > LONGEST_NAME || /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(text)) {
    throw refused(`name: must be at most ${LONGEST_NAME} characters, on one line`);
  }
  return text === '' ? null : text;
}

/** Another's factor and one that is not there look alike. */
export function unknownFactor(field: string): SecondFactorError {
  return refused(`${field}: is not one of your factors`);
}

function refused(detail: string): SecondFactorError {
  return new SecondFactorError('bad_request', { details: [detail] });
}
