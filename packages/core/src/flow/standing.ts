import type { Amr, Assurance } from '../assurance.js';
import type { Method } from '../purpose.js';
import { subjectOf } from './account.js';
import { type Decision, decide } from './decide.js';
import type { Engine } from './engine.js';

/** The reference of RFC 8176 by which a session tells that a method was proved. */
const AMR: Record<Method, Amr> = { sms: 'sms' };

/** What a guard learns. */
export type Standing =
  | { readonly status: 'satisfied' }
  /** The session must take the second step first. */
  | { readonly status: 'required'; readonly enrolled: boolean }
  /** The session has taken it, too long ago for this route. */
  | { readonly status: 'stale' };

const SATISFIED: Standing = { status: 'satisfied' };

/**
 * Whether what a session has proved is enough for its user now: the policy is asked with the user as loaded for this
 * request, and the epoch must be the current one (R38, R70). No trip to a store but for the cache's, every 5 s.
 */
export async function standing<User>(
  engine: Engine<User>,
  user: User,
  assurance: Assurance | undefined,
  maxAgeSeconds = Number.POSITIVE_INFINITY,
): Promise<Standing> {
  const decision = await decide(engine, user);
  if (decision.requirement === 'off') return SATISFIED;
  const subject = subjectOf(engine, user);
  const own = assurance?.subject === subject ? assurance : undefined;
  const { epoch, methods } = await engine.postures.get(subject, own?.epoch);
  const enrolled = methods.length > 0;
  if (decision.requirement === 'optional' && !enrolled) return SATISFIED;
  if (own?.epoch !== epoch || !provesBoth(own, decision)) return { status: 'required', enrolled };
  const age = engine.options.clock.now() - (own.verifiedAt ?? Number.NEGATIVE_INFINITY);
  return age <= maxAgeSeconds * 1_000 ? SATISFIED : { status: 'stale' };
}

function provesBoth({ amr }: Assurance, { methods }: Decision): boolean {
  return amr.includes('mfa') && methods.some((method) => amr.includes(AMR[method]));
}
