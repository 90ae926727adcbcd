import type { RecordedFailure, Suspicion } from '../ports/factor-store.js';
import { credentialVersionOf } from './account.js';
import type { Engine } from './engine.js';
import { loadUser } from './load-user.js';
import { tellHost } from './tell-host.js';

/**
 * Ends the suspicion of a password that is not the account's any more. The account is asked for anew: one that was kept in a
 * session may tell of a password from before.
 * @returns whether it has, here or in another process.
 */
export async function endsWithPassword<User>(
  engine: Engine<User>,
  subject: string,
  suspected: Suspicion,
): Promise<boolean> {
  // Of a secret that is gone it cannot be told whether the password is still the same: an administrator ends it then.
  if (suspected.credential === null || engine.keys.placeOfCredential(suspected.credential) < 0) return false;
  const user = await loadUser(engine, subject);
  const version = user === null ? undefined : credentialVersionOf(engine, user);
  if (version === undefined || engine.keys.credentialMatches(suspected.credential, version)) return false;
  const cleared = await engine.options.factors.clearSuspicion(subject, suspected);
  if (cleared) engine.tell({ type: 'countersign.password.replaced', subject });
  return true;
}

/** Tells of a suspicion that has just come, and has the host do its part: the password must be replaced (R13). */
export async function tellSuspicion<User>(
  engine: Engine<User>,
  subject: string,
  { inThirtyDays }: RecordedFailure,
): Promise<void> {
  engine.postures.forget(subject);
  engine.tell({ type: 'countersign.password.suspected', subject, failuresInThirtyDays: inThirtyDays });
  await tellHost(engine, subject, 'passwordSuspected', () => engine.options.subject.passwordSuspected?.(subject));
}
