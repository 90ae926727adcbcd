import type { Assurance } from '../assurance.js';
import { SecondFactorError } from '../errors.js';
import { subjectOf } from './account.js';
import type { Engine } from './engine.js';
import { issueRecoveryCodes } from './issue-recovery-codes.js';
import { usableMethods } from './methods.js';
import { standing } from './standing.js';

/** A fresh set of recovery codes. */
export interface RenewedRecoveryCodes {
  /** As they are shown, once: `7K3M-…`. Keep them nowhere (R59). */
  readonly codes: readonly string[];
  /** What the session that asked has proved, under the new epoch: put it in the place of the one before. */
  readonly assurance: Assurance;
}

/** How old the proof of a factor may be, in seconds (R34, R59). */
const MAX_AGE_SECONDS = 300;

/**
 * Makes a fresh set for the user of a session that has just proved a factor; the set before is dead, and all other sessions
 * end (R38, R59).
 * @throws SecondFactorError `step_up_required`; `second_factor_required` for who has no factor to prove;
 *   `enrolment_not_allowed` where recovery codes are no method.
 */
export async function renewRecoveryCodes<User>(
  engine: Engine<User>,
  user: User,
  assurance: Assurance | undefined,
): Promise<RenewedRecoveryCodes> {
  const demand = { maxAgeSeconds: MAX_AGE_SECONDS, whateverThePolicy: true };
  const found = await standing(engine, user, assurance, demand);
  if (found.status === 'required' && !found.enrolled) throw new SecondFactorError('second_factor_required');
  if (found.status !== 'satisfied' || !assurance) throw stepUp();
  if (!usableMethods(engine).includes('recovery')) throw new SecondFactorError('enrolment_not_allowed');
  const issued = await issueRecoveryCodes(engine, subjectOf(engine, user), assurance.epoch);
  if (!issued) throw stepUp();
  const codes = issued.codes.map((code) => code.grouped());
  return { codes, assurance: { ...assurance, epoch: issued.epoch } };
}

function stepUp(): SecondFactorError {
  return new SecondFactorError('step_up_required', { maxAgeSeconds: MAX_AGE_SECONDS });
}
