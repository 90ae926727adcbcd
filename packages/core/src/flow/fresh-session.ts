import type { Assurance } from '../assurance.js';
import { SecondFactorError } from '../errors.js';
import type { Posture } from '../ports/factor-store.js';
import { subjectOf } from './account.js';
import { admit, isEnrolled } from './admission.js';
import { type Decision, decide } from './decide.js';
import type { Engine } from './engine.js';
import { FRESH_SECONDS, firstFactorBy, firstFactorDue, hasFreshFirstFactor } from './first-factor-due.js';
import { standing } from './standing.js';

/** A session that may change its own subject's factors. */
export interface FreshSession {
  readonly subject: string;
  readonly assurance: Assurance;
  readonly decision: Decision;
  /** As the store has it at this moment: the session is of its epoch. */
  readonly posture: Posture;
}

/**
 * A session that has proved its first factor and an existing one just now, whatever the policy asks; of a subject without any,
 * its first factor (R34, R37). A recovery code or a trusted device proves none (R47).
 * @throws SecondFactorError `step_up_required`, whose `firstFactor` says where that is due as well, and how;
 *   `second_factor_required` for a session that has proved no factor; `second_factor_locked`.
 */
export async function freshSession<User>(
  engine: Engine<User>,
  user: User,
  assurance: Assurance | undefined,
): Promise<FreshSession> {
  const subject = subjectOf(engine, user);
  const posture = await admit(engine, subject);
  const isCurrent = assurance?.subject === subject && assurance.epoch === posture.epoch;
  if (!isCurrent) throw new SecondFactorError('second_factor_required');
  if (isEnrolled(posture)) await requireProof(engine, user, assurance);
  // A step-up needs a factor to be proved.
  else if (!hasFreshFirstFactor(engine, assurance)) throw firstFactorDue('log_in');
  return { subject, assurance, posture, decision: await decide(engine, user) };
}

async function requireProof<User>(engine: Engine<User>, user: User, assurance: Assurance): Promise<void> {
  const demand = { maxAgeSeconds: FRESH_SECONDS, whateverThePolicy: true };
  const { status } = await standing(engine, user, assurance, demand);
  if (status === 'required') throw new SecondFactorError('second_factor_required');
  if (!hasFreshFirstFactor(engine, assurance)) throw firstFactorDue(firstFactorBy(engine));
  if (status === 'stale') throw firstFactorDue();
}
