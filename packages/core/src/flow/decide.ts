import { types } from 'node:util';
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
  /** Before when who has never had a factor may go on without; ISO 8601. Absent: no grace. */
  readonly enrolBy?: string;
  /** Whether the policy lets the user's devices be trusted, if they are trusted here at all; `null` when it gave no answer. */
  readonly trustedDevices: boolean | null;
}

type Answer = Exclude<PolicyDecision, Requirement>;

/**
 * Asks the policy about a user as loaded now. No answer in time, an error or nonsense means `required` (R70), and so does a
 * date that cannot be read (R73). Methods that cannot be used here count for nothing, whoever names them.
 */
export async function decide<User>(engine: Engine<User>, user: User): Promise<Decision> {
  const { policy, clock } = engine.options;
  const usable = usableMethods(engine);
  if (typeof policy === 'string') return { requirement: policy, methods: usable, trustedDevices: true };
  const answer = await ask(() => policy(user));
  const { from, requirement = 'required', methods = usable, trustedDevices = true } = answer ?? {};
  const timely = from === undefined || isTime(from);
  if (!answer || !timely) engine.tell({ type: 'countersign.policy.unreadable', subject: subjectOf(engine, user) });
  const waits = requirement === 'required' && from !== undefined && timely && from.getTime() > clock.now();
  return {
    requirement,
    methods: usable.filter((method) => methods.includes(method)),
    trustedDevices: answer ? trustedDevices : null,
    ...(waits && { enrolBy: from.toISOString() }),
  };
}

async function ask(policy: () => PolicyDecision | Promise<PolicyDecision>): Promise<Answer | undefined> {
  try {
    const answer = policy();
    // Whatever has a then: a query builder, or a promise of another realm, is no instance of Promise.
    const later = typeof answer === 'object' && 'then' in answer;
    return read(later ? await withDeadline(Promise.resolve(answer), HOST_TIMEOUT_MS) : answer);
  } catch {
    return undefined;
  }
}

function read(answer: PolicyDecision): Answer | undefined {
  if (typeof answer === 'string') return isRequirement(answer) ? { requirement: answer } : undefined;
  // Read once, here: what throws when it is read is no answer.
  const { requirement, methods, from, trustedDevices } = answer;
  if (!isRequirement(requirement) || (methods !== undefined && !Array.isArray(methods))) return undefined;
  if (trustedDevices !== undefined && typeof trustedDevices !== 'boolean') return undefined;
  return {
    requirement,
    ...(methods && { methods }),
    ...(from !== undefined && { from }),
    ...(trustedDevices !== undefined && { trustedDevices }),
  };
}

function isRequirement(word: unknown): word is Requirement {
  return word === 'off' || word === 'optional' || word === 'required';
}

/** A date of whatever realm, that is one. */
function isTime(from: unknown): from is Date {
  return types.isDate(from) && !Number.isNaN(from.getTime());
}
