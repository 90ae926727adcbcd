import { withDeadline } from '../deadline.js';
import type { SecondFactorEventOf } from '../events.js';
import { HOST_TIMEOUT_MS } from './decide.js';
import type { Engine } from './engine.js';
import { reasonOf } from './guarded.js';

/** A function of the host's that is told what has happened. */
type Hook = SecondFactorEventOf<'countersign.hook.failed'>['hook'];

/** Tells the host, and waits 1.5 s at most. What becomes of it changes nothing, but is told. */
export async function tellHost<User>(
  engine: Engine<User>,
  subject: string,
  hook: Hook,
  tell: () => void | Promise<void>,
): Promise<void> {
  try {
    await withDeadline(Promise.resolve(tell()), HOST_TIMEOUT_MS);
  } catch (error) {
    engine.tell({ type: 'countersign.hook.failed', subject, hook, reason: reasonOf(error) });
  }
}
