import type { Assurance } from '../assurance.js';
import type { Posture } from '../ports/factor-store.js';
import type { Method } from '../purpose.js';
import type { SecondFactorState } from '../state.js';
import { subjectOf } from './account.js';
import { type Decision, decide } from './decide.js';
import type { Engine } from './engine.js';
import { hasFreshFirstFactor } from './first-factor-due.js';
import { countedToBind, methodsToBind, ownMethods } from './methods.js';
import type { Provable } from './methods-to-prove.js';

/** The state of a session that must take the second step and has not opened it yet. */
export async function describeUnopened<User>(
  engine: Engine<User>,
  user: User,
  { enrolled }: { readonly enrolled: boolean },
  { firstFactorAt }: Pick<Assurance, 'firstFactorAt'> = {},
): Promise<SecondFactorState> {
  const decision = await decide(engine, user);
  const { methods, uncounted } = enrolled
    ? provable(engine, await engine.postures.get(subjectOf(engine, user)), decision, { firstFactorAt })
    : { methods: methodsToBind(engine, decision), uncounted: false };
  return {
    status: enrolled ? statusOf(methods[0]) : 'enrolment_required',
    purpose: enrolled ? 'sign-in' : 'enrol',
    methods,
    method: enrolled ? (methods[0] ?? null) : null,
    phone: null,
    code: null,
    ...(uncounted && { uncounted: true as const }),
    ...(enrolled && !uncounted && mayTrust(engine, decision) && { trustable: true as const }),
  };
}

function mayTrust<User>({ options }: Engine<User>, { trustedDevices }: Decision): boolean {
  return Boolean(options.trustedDevices) && trustedDevices === true;
}

/** What it will be opened with, as far as a guard knows: the store has the last word. */
function provable<User>(
  engine: Engine<User>,
  posture: Posture,
  decision: Decision,
  session: Pick<Assurance, 'firstFactorAt'>,
): Provable {
  const own = ownMethods(engine, posture);
  const methods = own.filter((method) => method === 'recovery' || decision.methods.includes(method));
  const proving = methods.filter((method) => method !== 'recovery');
  // A code that stands in is no answer of a session whose password is old (R34); what else it has, it is opened with.
  if (proving.length > 0)
    return { methods: hasFreshFirstFactor(engine, session) ? methods : proving, uncounted: false };
  return { methods: own, uncounted: !posture.disabled && countedToBind(engine, decision).length > 0 };
}

/** A passkey waits for no code. */
function statusOf(method: Method | undefined): SecondFactorState['status'] {
  return method === 'passkey' ? 'method_required' : 'code_required';
}
