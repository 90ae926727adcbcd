import { SecondFactorError } from '../errors.js';
import { StoreUnavailable } from '../ports/pending-store.js';
import type { RecoveryCode } from '../recovery-code.js';
import { type ActingAdministrator, checkedAct } from './acting-administrator.js';
import { admit, isEnrolled } from './admission.js';
import { type DrawnBypass, drawBypass } from './bypass-code.js';
import type { Engine } from './engine.js';
import { usableMethods } from './methods.js';
import { tellNumbers } from './tell-change.js';

/** A bypass code that was issued just now. */
export interface IssuedBypassCode {
  /** Shown once, to the issuer: keep it nowhere. */
  readonly code: RecoveryCode;
  /** Names the code to who approves it; of no use to sign in. */
  readonly id: string;
  readonly expiresAt: Date;
  /** Whether it works only when a second administrator has approved it. */
  readonly needsApproval: boolean;
}

/** So many who issue at once for one subject follow one another. */
const ATTEMPTS = 3;

/**
 * Issues a code that stands in, once, for a subject's lost factor: in the place of the one before, and of all sessions and
 * pending sign-ins of the subject, as whoever has lost a phone does not know who holds it (R38). Its owner is told, on the
 * phones too (R39).
 * @throws SecondFactorError as {@link checkedAct}; `enrolment_not_allowed` where there are none; `bad_request` for a subject
 *   that has no factor to stand in for; `second_factor_locked` for one that could not use it.
 */
export async function issueBypassCode<User>(
  engine: Engine<User>,
  subject: string,
  by: ActingAdministrator,
): Promise<IssuedBypassCode> {
  const said = await checkedAct(engine, subject, by);
  const { bypassCodes } = engine.options;
  if (!bypassCodes || !usableMethods(engine).includes('recovery')) throw new SecondFactorError('enrolment_not_allowed');
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const { epoch, ...posture } = await admit(engine, subject);
    if (!isEnrolled({ epoch, ...posture })) throw nothingLost();
    const ground = { subject, issuer: said.actor, reason: said.reason, epoch: epoch + 1 };
    const drawn = await drawBypass({ keys: engine.keys, hashing: engine.hashing, ...engine.options }, ground);
    const id = await keep(engine, subject, drawn, epoch);
    if (id === undefined) continue;
    engine.tell({ type: 'countersign.bypass.issued', subject, ...said });
    tellNumbers(engine, await engine.options.factors.factors(subject), bypassText);
    return { code: drawn.code, id, expiresAt: drawn.expiresAt, needsApproval: bypassCodes.secondApprover };
  }
  throw new StoreUnavailable('changed');
}

/** What the subject's phones are told: one segment, no link and no code (R30). */
export function bypassText(issuer: string): string {
  return `${issuer}: an administrator made a code to replace this phone. Not you? Tell them.`;
}

async function keep<User>(
  { options, postures }: Engine<User>,
  subject: string,
  { factor }: DrawnBypass,
  epoch: number,
): Promise<string | undefined> {
  const held = await options.factors.factors(subject);
  const replaces = held.filter(({ kind }) => kind === 'bypass').map(({ id }) => id);
  const outcome = await options.factors.enrol(subject, factor, { first: false, epoch, replaces });
  postures.forget(subject);
  return outcome.status === 'enrolled' ? outcome.factor.id : undefined;
}

function nothingLost(): SecondFactorError {
  return new SecondFactorError('bad_request', { details: ['subject: has no factor that a code could stand in for'] });
}
