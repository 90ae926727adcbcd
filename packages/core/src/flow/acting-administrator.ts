import { SecondFactorError } from '../errors.js';
import type { ByAdministrator } from '../events.js';
import { REASON_CHARACTERS, reasonOf } from '../reason.js';
import type { Engine } from './engine.js';

/** Who does something to another's second step, and why. */
export interface ActingAdministrator extends ByAdministrator {
  /**
   * The `epoch` of what the actor's session has proved: with it nothing is done where the actor's own factors were reset or
   * changed since, in whatever process (R38). @defaultValue not looked at
   */
  readonly epoch?: number | undefined;
}

/**
 * Looks whether an act is one: told with ids and a reason, and never on oneself (R72).
 * @returns what its event says.
 * @throws SecondFactorError `bad_request` for a reason of another length or an id that is none; `enrolment_not_allowed` for
 *   the actor's own second step; `second_factor_required` where the actor's factors have changed.
 */
export async function checkedAct<User>(
  { options }: Engine<User>,
  subject: unknown,
  { actor, reason, epoch }: ActingAdministrator,
): Promise<ByAdministrator> {
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
  const outdated = epoch !== undefined && (await options.factors.posture(actor)).epoch !== epoch;
  if (outdated) throw new SecondFactorError('second_factor_required');
  return { actor, reason: words };
}

function isId(id: unknown): id is string {
  return typeof id === 'string' && id !== '';
}
