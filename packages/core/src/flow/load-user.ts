import { withDeadline } from '../deadline.js';
import { subjectOf } from './account.js';
import { HOST_TIMEOUT_MS } from './decide.js';
import type { Engine } from './engine.js';

/** The account as the host has it now (R46); `null` for one that may not sign in, or is another's. */
export async function loadUser<User>(engine: Engine<User>, id: string): Promise<User | null> {
  const user = await withDeadline(Promise.resolve(engine.options.subject.load(id)), HOST_TIMEOUT_MS);
  return user && subjectOf(engine, user) === id ? user : null;
}
