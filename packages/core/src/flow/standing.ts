import type { Assurance } from '../assurance.js';
import type { Caller } from '../caller.js';
import { AMR_OF } from '../channels.js';
import type { Posture } from '../ports/factor-store.js';
import type { Method } from '../purpose.js';
import { subjectOf } from './account.js';
import { isEnrolled, mayWait } from './admission.js';
import { type Decision, decide } from './decide.js';
import type { Engine } from './engine.js';
import type { Exempt } from './opening.js';
import { isOver } from './session-age.js';

/** What a guard learns. */
export type Standing =
  | {
      readonly status: 'satisfied';
      /** Only of a subject without a factor that has time to enrol: until when, ISO 8601 (R73). */
      readonly enrolBy?: string;
    }
  /** The session must take the second step first. */
  | { readonly status: 'required'; readonly enrolled: boolean }
  /** The session has taken it, too long ago for this route, or by another method. */
  | { readonly status: 'stale' };

/** What a guard asks for, and for whom. */
export interface Demand {
  /** Finds who asks, for an event; it is called only where there is one. @defaultValue nobody */
  readonly caller?: (() => Caller) | undefined;
  /** How old the proof may be, for a step-up. @defaultValue any age */
  readonly maxAgeSeconds?: number | undefined;
  /** The methods of which one must have been the last that was proved, for a step-up. @defaultValue any */
  readonly methods?: readonly Method[] | undefined;
  /** Whether also who is not asked for a second factor must have proved one. @defaultValue false */
  readonly whateverThePolicy?: boolean | undefined;
  /** Frees some credentials; never from a step-up. @defaultValue none */
  readonly exempt?: Exempt | undefined;
}

const SATISFIED: Standing = { status: 'satisfied' };

/**
 * Whether what a session has proved is enough for its user now: the policy is asked with the user as loaded for this
 * request, and the epoch must be the current one (R38, R70). No trip to a store but for the cache's, every 5 s.
 */
export async function standing<User>(
  engine: Engine<User>,
  user: User,
  assurance: Assurance | undefined,
  demand: Demand,
): Promise<Standing> {
  const decision = await decide(engine, user);
  if (decision.requirement === 'off' && !demand.whateverThePolicy) return SATISFIED;
  const subject = subjectOf(engine, user);
  const own = assurance?.subject === subject && !isOver(engine, assurance) ? assurance : undefined;
  const posture = await engine.postures.get(subject, own?.epoch);
  const enrolled = isEnrolled(posture);
  const free = demand.whateverThePolicy ? undefined : withoutFactor(decision, posture);
  if (free) return free;
  const current = own?.epoch === posture.epoch ? own : undefined;
  const stands = current && standingOf(engine, current, decision, demand);
  return stands ?? (isFree(current, demand) ? SATISFIED : { status: 'required', enrolled });
}

/** Of a session whose second step was taken, or skipped by a trusted device; `undefined` of any other. */
function standingOf<User>(
  engine: Engine<User>,
  current: Assurance,
  decision: Decision,
  demand: Demand,
): Standing | undefined {
  if (provesSecond(current, decision)) return ageOf(engine, current, demand);
  if (!isTrusted(engine, current, decision)) return undefined;
  return isLogInEnough(demand) ? SATISFIED : { status: 'stale' };
}

/** Whether who has no factor goes on without: as the policy asks only those who have one, or gives time. */
function withoutFactor(decision: Decision, posture: Posture): Standing | undefined {
  if (decision.requirement === 'optional' && !isEnrolled(posture)) return SATISFIED;
  const { enrolBy } = decision;
  return enrolBy !== undefined && mayWait(decision, posture) ? { status: 'satisfied', enrolBy } : undefined;
}

/** A session that does not tell by which method it has proved last counts for none that is asked for (R66). */
function ageOf<User>(
  { options }: Engine<User>,
  { verifiedAt, method }: Assurance,
  { maxAgeSeconds, methods }: Demand,
): Standing {
  if (methods && !(method && methods.includes(method))) return { status: 'stale' };
  if (maxAgeSeconds === undefined) return SATISFIED;
  const age = options.clock.now() - (verifiedAt ?? Number.NEGATIVE_INFINITY);
  return age <= maxAgeSeconds * 1_000 ? SATISFIED : { status: 'stale' };
}

/** A device that was trusted by a method which the policy counts, where policy and options let devices be trusted (R54). */
function isTrusted<User>(
  { options }: Engine<User>,
  { trustedDevice, method }: Assurance,
  { methods, trustedDevices }: Decision,
): boolean {
  if (trustedDevice !== true || !options.trustedDevices || trustedDevices !== true) return false;
  return method !== undefined && methods.includes(method);
}

/** Neither a fresh proof is asked for, nor one whatever the policy says. */
function isLogInEnough({ maxAgeSeconds, whateverThePolicy = false }: Demand): boolean {
  return maxAgeSeconds === undefined && !whateverThePolicy;
}

/** What the second step has proved is no first factor: a method that the policy no longer counts frees nobody. */
function isFree(current: Assurance | undefined, { maxAgeSeconds, methods, exempt }: Demand): boolean {
  const first = current?.verifiedAt === null ? current.amr : [];
  return maxAgeSeconds === undefined && methods === undefined && exempt?.(first) !== undefined;
}

/** The time tells that it was the second step which proved the method, and not a first factor of the same name. */
function provesSecond({ amr, verifiedAt, method }: Assurance, { methods }: Decision): boolean {
  const proves = (each: Method) => each !== 'recovery' && (method ? each === method : amr.includes(AMR_OF[each]));
  return verifiedAt !== null && methods.some(proves);
}
