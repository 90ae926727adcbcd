import { SecondFactorError } from '../errors.js';
import { type ActingAdministrator, checkedAct } from './acting-administrator.js';
import type { Engine } from './engine.js';
import { PASSWORD_LEDGER } from './prove-password.js';
import { BINDING_LEDGER, RECOVERY_LEDGER } from './recovery-ledgers.js';

/**
 * Ends a subject's locks: the failures of 24 h and, where the password is suspected, those of 30 days go (R15). A disabled
 * factor stays disabled.
 * @throws SecondFactorError as {@link checkedAct}.
 */
export async function unlock<User>(engine: Engine<User>, subject: string, by: ActingAdministrator): Promise<void> {
  const said = await checkedAct(engine, subject, by);
  const { pending, factors } = engine.options;
  const tag = engine.keys.subjectTag(subject);
  const ledgers = [undefined, RECOVERY_LEDGER, BINDING_LEDGER, PASSWORD_LEDGER];
  await Promise.all(ledgers.map((ledger) => pending.clearFailures(tag, ledger)));
  await factors.clearSuspicion(subject);
  engine.tell({ type: 'countersign.unlocked', subject, ...said });
}

/**
 * Removes a subject's factors and ends its sessions and pending sign-ins; it has to enrol again (R38, R72). Locks stay: who
 * guessed before must not be the one who enrols. Whoever resets must be able to get in at that very moment, so that two who
 * reset each other do not leave nobody who can.
 * @throws SecondFactorError as {@link checkedAct}.
 */
export async function resetFactors<User>(
  engine: Engine<User>,
  subject: string,
  by: ActingAdministrator,
): Promise<void> {
  const said = await checkedAct(engine, subject, by);
  const { actor, epoch } = by;
  const resetter = epoch === undefined ? undefined : { subject: actor, epoch };
  const done = await engine.options.factors.removeFactors(subject, resetter);
  engine.postures.forget(subject);
  if (!done) throw new SecondFactorError('second_factor_required');
  engine.tell({ type: 'countersign.factors.reset', subject, ...said });
}
