import type { PendingSignIn } from '../ports/pending-sign-in.js';
import { refuseBarred } from './admission.js';
import type { Engine } from './engine.js';
import { tellSuspicion } from './suspicion.js';

/**
 * Counts a wrong answer where a flushed pending store does not lose it, and does what its count asks for (R13, R14). One
 * trip to the factor store.
 * @param factorIds - what it could have been an answer of. @defaultValue the factor that the code went to
 * @throws SecondFactorError `second_factor_locked` when the password is suspected, before or by this answer.
 * @throws StoreUnavailable when it cannot be counted: the answer is refused, and the pending store has charged it.
 */
export async function countFailure<User>(
  engine: Engine<User>,
  signIn: PendingSignIn,
  factorIds: readonly string[] = signIn.target?.factorId ? [signIn.target.factorId] : [],
): Promise<void> {
  const { factors, maxFailuresInThirtyDays: maxInThirtyDays } = engine.options;
  const { subject, credential } = signIn;
  const recorded = await factors.recordFailure(subject, factorIds, { maxInThirtyDays, credential });
  for (const factorId of recorded.disabledNow) {
    engine.postures.forget(subject);
    engine.tell({ type: 'countersign.factor.disabled', subject, factorId });
  }
  if (recorded.suspectedNow) await tellSuspicion(engine, subject, recorded);
  refuseBarred(engine, subject, { suspected: recorded.suspected });
}
