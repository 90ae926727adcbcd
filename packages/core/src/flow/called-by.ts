import type { Caller } from '../caller.js';
import type { SignInToken } from '../sign-in-token.js';
import type { Engine } from './engine.js';

/** The engine in the hands of one caller: whatever it tells says who asked, as far as that is known (R75). */
export function calledBy<User>(engine: Engine<User>, caller: Caller): Engine<User> {
  return telling(engine, () => callerOf(engine, caller), { assurance: caller.assurance });
}

/** The same of a caller who is looked for only when there is something to tell: guards ask for every request. */
export function calledLater<User>(engine: Engine<User>, caller: () => Caller): Engine<User> {
  return telling(engine, () => callerOf(engine, caller()));
}

/** The engine at work on one sign-in: whatever it tells can be tied to it. */
export function ofSignIn<User>(engine: Engine<User>, token: SignInToken): Engine<User> {
  return telling(engine, () => ({ signIn: token.correlationId }), { token });
}

function callerOf<User>({ keys }: Engine<User>, { address, session }: Caller): Partial<Record<string, string>> {
  return {
    ...(address !== undefined && { address }),
    ...(session !== undefined && { session: keys.session(session) }),
  };
}

/** @param more - what else is the caller's in the engine. */
function telling<User>(
  engine: Engine<User>,
  find: () => Partial<Record<string, string>>,
  more: Pick<Engine<User>, 'assurance' | 'token'> = {},
): Engine<User> {
  let known: Partial<Record<string, string>> | undefined;
  const tell: Engine<User>['tell'] = (event) => {
    known ??= find();
    engine.tell(Object.assign({}, known, event));
  };
  // Assigned, as in all that a request passes: an object literal that begins with a spread costs twenty times as much.
  return Object.assign({}, engine, more, { tell });
}
