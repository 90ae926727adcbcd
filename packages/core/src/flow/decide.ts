import { withDeadline } from '../deadline.js';
import type { PolicyDecision, Requirement } from '../ports/policy.js';
import type { Method } from '../purpose.js';
import { subjectOf } from './account.js';
import type { Engine } from './engine.js';

/** Patience with a host's own function. */
export const HOST_TIMEOUT_MS = 1_500;

/** The methods there are. */
export const METHODS: readonly Method[] = ['sms'];

/** A policy's answer with nothing left open. */
export interface Decision {
  readonly requirement: Requirement;
  readonly methods: readonly Method[];
}

const STRICTEST: Decision = { requirement: 'required', methods: METHODS };

/** Asks the policy about a user as loaded now. No answer in time, an error or nonsense means `required` (R70). */
export async function decide<User>(engine: Engine<User>, user: User): Promise<Decision> {
  const { policy } = engine.options;
  if (typeof policy === 'string') return { requirement: policy, methods: METHODS };
  const decision = await ask(() => policy(user));
  if (!decision) engine.tell({ type: 'countersign.policy.unreadable', subject: subjectOf(engine, user) });
  return decision ?? STRICTEST;
}

async function ask(policy: () => PolicyDecision | Promise<PolicyDecision>): Promise<Decision | undefined> {
  try {
    const answer = policy();
    // Whatever has a then: a query builder, or a promise of another realm, is no instance of Promise.
    const later = typeof answer === 'object' && 'then' in answer;
    return read(later ? await withDeadline(Promise.resolve(answer), HOST_TIMEOUT_MS) : answer);
  } catch {
    return undefined;
  }
}

function read(answer: PolicyDecision): Decision | undefined {
  const { requirement, methods = METHODS } = typeof answer === 'string' ? { requirement: answer } : answer;
  if (requirement !== 'off' && requirement !== 'optional' && requirement !== 'required') return undefined;
  return Array.isArray(methods)
    ? { requirement, methods: METHODS.filter((method) => methods.includes(method)) }
    : undefined;
}
