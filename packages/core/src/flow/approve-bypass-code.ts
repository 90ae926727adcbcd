import { asksApproval } from '../bypass-codes-option.js';
import { SecondFactorError } from '../errors.js';
import { type ActingAdministrator, checkedAct } from './acting-administrator.js';
import { type LiveBypass, liveBypass, sealBypass } from './bypass-code.js';
import type { Engine } from './engine.js';

/** A live bypass code, as administrators see it: never the code. */
export interface BypassCodeStatus {
  readonly id: string;
  readonly issuer: string;
  /** Why it was issued. */
  readonly reason: string;
  readonly expiresAt: Date;
  readonly approver: string | null;
  /** Whether it still waits for a second administrator. */
  readonly needsApproval: boolean;
}

/** The subject's live code; `undefined` where there is none. */
export async function bypassCodeOf<User>(engine: Engine<User>, subject: string): Promise<BypassCodeStatus | undefined> {
  const live = await find(engine, subject);
  if (!live) return undefined;
  const { factor, issuer, reason, expiresAt, approver } = live;
  const needsApproval = approver === null && asksApproval(engine.options.bypassCodes);
  return { id: factor.id, issuer, reason, expiresAt: new Date(expiresAt), approver, needsApproval };
}

/**
 * Lets a bypass code work, for a second administrator: neither who issued it nor whom it is for. It must be that very code, so
 * that nobody approves another than they have heard of.
 * @param id - of the code, as its issuer was told.
 * @throws SecondFactorError as {@link checkedAct}; `enrolment_not_allowed` for the issuer, and where none is asked;
 *   `bad_request` for a code that does not wait for approval: expired, used, replaced, approved.
 */
export async function approveBypassCode<User>(
  engine: Engine<User>,
  subject: string,
  id: string,
  by: ActingAdministrator,
): Promise<void> {
  const said = await checkedAct(engine, subject, by);
  const { bypassCodes, factors } = engine.options;
  if (!asksApproval(bypassCodes)) throw new SecondFactorError('enrolment_not_allowed');
  const live = await find(engine, subject);
  if (live?.factor.id !== id || live.approver !== null) throw notWaiting();
  if (live.issuer === said.actor) {
    throw new SecondFactorError('enrolment_not_allowed', { details: ['id: must not be a code that you have issued'] });
  }
  const { factor, ...kept } = live;
  const sealed = sealBypass(engine, subject, { ...kept, approver: said.actor });
  const advance = { from: factor.counter, to: factor.counter + 1, sealed };
  if (!(await factors.recordSuccess(factor.id, advance))) throw notWaiting();
  engine.tell({ type: 'countersign.bypass.approved', subject, ...said, issuer: live.issuer });
}

async function find<User>(engine: Engine<User>, subject: string): Promise<LiveBypass | undefined> {
  const { factors, bypassCodes } = engine.options;
  if (!bypassCodes) return undefined;
  const { epoch } = await factors.posture(subject);
  return liveBypass(engine, await factors.factors(subject), epoch);
}

function notWaiting(): SecondFactorError {
  return new SecondFactorError('bad_request', { details: ['id: is no code that waits for approval'] });
}
