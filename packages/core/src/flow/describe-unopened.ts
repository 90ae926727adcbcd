import type { Method } from '../purpose.js';
import type { SecondFactorState } from '../state.js';
import { subjectOf } from './account.js';
import { decide } from './decide.js';
import type { Engine } from './engine.js';
import { methodsToBind, ownMethods } from './methods.js';

/** The state of a session that must take the second step and has not opened it yet. */
export async function describeUnopened<User>(
  engine: Engine<User>,
  user: User,
  { enrolled }: { readonly enrolled: boolean },
): Promise<SecondFactorState> {
  const methods = enrolled
    ? ownMethods(engine, await engine.postures.get(subjectOf(engine, user)))
    : methodsToBind(engine, await decide(engine, user));
  return {
    status: enrolled ? statusOf(methods[0]) : 'enrolment_required',
    purpose: enrolled ? 'sign-in' : 'enrol',
    methods,
    method: enrolled ? (methods[0] ?? null) : null,
    phone: null,
    code: null,
  };
}

/** A passkey waits for no code. */
function statusOf(method: Method | undefined): SecondFactorState['status'] {
  return method === 'passkey' ? 'method_required' : 'code_required';
}
