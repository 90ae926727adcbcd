import type { Assurance } from '../assurance.js';
import { SecondFactorError } from '../errors.js';
import type { RecoveryCode } from '../recovery-code.js';
import { isEnrolled } from './admission.js';
import type { Engine } from './engine.js';
import { firstFactorDue } from './first-factor-due.js';
import { freshSession } from './fresh-session.js';
import { issueRecoveryCodes } from './issue-recovery-codes.js';
import { usableMethods } from './methods.js';

/** A fresh set of recovery codes. */
export interface RenewedRecoveryCodes {
  /** To be shown once, by {@link RecoveryCode.grouped}, and kept nowhere (R59). */
  readonly codes: readonly RecoveryCode[];
  /** What the session that asked has proved, under the new epoch: put it in the place of the one before. */
  readonly assurance: Assurance;
}

/**
 * Makes a fresh set for the user of a session that may change its factors; the set before is dead, and all other sessions
 * end (R38, R59).
 * @throws SecondFactorError as {@link freshSession}; `second_factor_required` for who has no factor to prove;
 *   `enrolment_not_allowed` where recovery codes are no method.
 */
export async function renewRecoveryCodes<User>(
  engine: Engine<User>,
  user: User,
  assurance: Assurance | undefined,
): Promise<RenewedRecoveryCodes> {
  const { subject, posture, assurance: proved } = await freshSession(engine, user, assurance);
  if (!isEnrolled(posture)) throw new SecondFactorError('second_factor_required');
  if (!usableMethods(engine).includes('recovery')) throw new SecondFactorError('enrolment_not_allowed');
  const issued = await issueRecoveryCodes(engine, subject, proved.epoch);
  // The factors have changed at the same moment: nothing was made.
  if (!issued) throw firstFactorDue();
  return { codes: issued.codes, assurance: { ...proved, epoch: issued.epoch } };
}
