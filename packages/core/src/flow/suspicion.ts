import { withDeadline } from '../deadline.js';
import type { Posture, RecordedFailure, Suspicion } from '../ports/factor-store.js';
import { credentialVersionOf, subjectOf } from './account.js';
import { HOST_TIMEOUT_MS } from './decide.js';
import type { Engine } from './engine.js';
import { reasonOf } from './guarded.js';

/**
 * The posture of a user whose first factor was right now. Where the password is another one than that which was suspected,
 * the suspicion ends here: the user is as fresh as can be, which one kept in a session need not be.
 */
export async function postureAtLogIn<User>(engine: Engine<User>, user: User): Promise<Posture> {
  const { factors } = engine.options;
  const subject = subjectOf(engine, user);
  const { suspected, ...posture } = await factors.posture(subject);
  if (!suspected) return posture;
  if (!isAnotherPassword(engine, user, suspected)) return { ...posture, suspected };
  await factors.clearSuspicion(subject, suspected);
  engine.tell({ type: 'countersign.password.replaced', subject });
  return posture;
}

function isAnotherPassword<User>(engine: Engine<User>, user: User, { credential }: Suspicion): boolean {
  const version = credentialVersionOf(engine, user);
  return credential !== null && version !== undefined && !engine.keys.credentialMatches(credential, version);
}

/** Tells of a suspicion that has just come, and has the host do its part: the password must be replaced (R13). */
export async function tellSuspicion<User>(
  engine: Engine<User>,
  subject: string,
  { inThirtyDays }: RecordedFailure,
): Promise<void> {
  engine.postures.forget(subject);
  engine.tell({ type: 'countersign.password.suspected', subject, failuresInThirtyDays: inThirtyDays });
  try {
    const told = engine.options.subject.passwordSuspected?.(subject);
    await withDeadline(Promise.resolve(told), HOST_TIMEOUT_MS);
  } catch (error) {
    engine.tell({ type: 'countersign.hook.failed', subject, hook: 'passwordSuspected', reason: reasonOf(error) });
  }
}
