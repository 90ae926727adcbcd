import { withDeadline } from '../deadline.js';
import { HOST_TIMEOUT_MS } from './decide.js';
import type { Engine } from './engine.js';
import { loadUser } from './load-user.js';

/** Tells of a lock that has just come; how much it matters is the host's word (R78). */
export async function tellLock<User>(engine: Engine<User>, subject: string): Promise<void> {
  engine.tell({ type: 'countersign.locked', subject, privileged: await isPrivileged(engine, subject) });
}

/** No answer in time, an error or nonsense means yes: a lock that is not understood is one to look at. */
async function isPrivileged<User>(engine: Engine<User>, subject: string): Promise<boolean> {
  const accounts = engine.options.subject;
  if (!accounts.isPrivileged) return true;
  try {
    const user = await loadUser(engine, subject);
    if (user === null) return true;
    return (await withDeadline(Promise.resolve(accounts.isPrivileged(user)), HOST_TIMEOUT_MS)) !== false;
  } catch {
    return true;
  }
}
