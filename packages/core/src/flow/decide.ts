import { withDeadline } from '../deadline.js';
import type { PolicyDecision, Requirement } from '../ports/policy.js';
import type { Method } from '../purpose.js';
import { subjectOf } from './account.js';
import type { Engine } from './engine.js';
import { usableMethods } from './methods.js';

/** Patience with a host's own function. */
export const HOST_TIMEOUT_MS = 1_500;

/** A policy's answer with nothing left open. */
export interface Decision {
  readonly requirement: Requirement;
  readonly methods: readonly Method[];
  /** Whether the policy lets the user's devices be trusted, if they are trusted here at all; `null` when it gave no answer. */
  readonly trustedDevices: boolean | null;
}

/**
 * Asks the policy about a user as loaded now. No answer in time, an error or nonsense means `required` (R70). Methods that
 * cannot be used here count for nothing, whoever names them.
 */
export async function decide<User>(engine: Engine<User>, user: User): Promise<Decision> {
  const { policy } = engine.options;
  const usable = usableMethods(engine);
  if (typeof policy === 'string') return { requirement: policy, methods: usable, trustedDevices: true };
  const decision = await ask(() => policy(user), usable);
  if (!decision) engine.tell({ type: 'countersign.policy.unreadable', subject: subjectOf(engine, user) });
  return decision ?? { requirement: 'required', methods: usable, trustedDevices: null };
}

async function ask(
  policy: () => PolicyDecision | Promise<PolicyDecision>,
  usable: readonly Method[],
): Promise<Decision | undefined> {
  try {
    const answer = policy();
    // Whatever has a then: a query builder, or a promise of another realm, is no instance of Promise.
    const later = typeof answer === 'object' && 'then' in answer;
    return read(later ? await withDeadline(Promise.resolve(answer), HOST_TIMEOUT_MS) : answer, usable);
  } catch {
    return undefined;
  }
}

function read(answer: PolicyDecision, usable: readonly Method[]): Decision | undefined {
  const given = typeof answer === 'string' ? { requirement: answer } : answer;
  const { requirement, methods = usable, trustedDevices = true } = given;
  if (requirement !== 'off' && requirement !== 'optional' && requirement !== 'required') return undefined;
  if (!Array.isArray(methods) || typeof trustedDevices !== 'boolean') return undefined;
  return { requirement, methods: usable.filter((method) => methods.includes(method)), trustedDevices };
}
