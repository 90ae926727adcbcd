import { SecondFactorError } from '../errors.js';
import type { ByAdministrator } from '../events.js';
import { REASON_CHARACTERS, reasonOf } from '../reason.js';
import type { Engine } from './engine.js';
import { PASSWORD_LEDGER } from './prove-password.js';
import { BINDING_LEDGER, RECOVERY_LEDGER } from './recovery-ledgers.js';

/**
 * Ends a subject's locks: the failures of 24 h and, where the password is suspected, those of 30 days go (R15). A disabled
 * factor stays disabled.
 * @throws SecondFactorError as {@link resetFactors}.
 */
export async function unlock<User>(engine: Engine<User>, subject: string, by: ByAdministrator): Promise<void> {
  const said = check(subject, by);
  const { pending, factors } = engine.options;
  const tag = engine.keys.subjectTag(subject);
  const ledgers = [undefined, RECOVERY_LEDGER, BINDING_LEDGER, PASSWORD_LEDGER];
  await Promise.all(ledgers.map((ledger) => pending.clearFailures(tag, ledger)));
  await factors.clearSuspicion(subject);
  engine.tell({ type: 'countersign.unlocked', subject, ...said });
}

/**
 * Removes a subject's factors and ends its sessions and pending sign-ins; it has to enrol again (R38, R72). Locks stay: who
 * guessed before must not be the one who enrols.
 * @throws SecondFactorError `bad_request` for a reason of another length or an id that is none; `enrolment_not_allowed` for
 *   the actor's own second step.
 */
export async function resetFactors<User>(engine: Engine<User>, subject: string, by: ByAdministrator): Promise<void> {
  const said = check(subject, by);
  await engine.options.factors.removeFactors(subject);
  engine.postures.forget(subject);
  engine.tell({ type: 'countersign.factors.reset', subject, ...said });
}

function check(subject: unknown, { actor, reason }: ByAdministrator): ByAdministrator {
  const words = reasonOf(reason);
  const details = [
    ...(isId(subject) ? [] : ['subject: must be an id']),
    ...(isId(actor) ? [] : ['actor: must be an id']),
    ...(words === undefined ? [`reason: must be ${REASON_CHARACTERS.join(' to ')} characters`] : []),
  ];
  if (words === undefined || details.length > 0) throw new SecondFactorError('bad_request', { details });
  if (subject === actor) {
    throw new SecondFactorError('enrolment_not_allowed', { details: ['subject: must not be your own account'] });
  }
  return { actor, reason: words };
}

function isId(id: unknown): id is string {
  return typeof id === 'string' && id !== '';
}
