import {
  checkSecrets,
  cryptoRandom,
  drawBypass,
  KeyRing,
  OptionError,
  type RecoveryCode,
  reasonOf,
  systemClock,
} from '@countersign/core';
import type { DataSource } from 'typeorm';
import { enrolWithin } from '../operations/enrol.js';
import { lockSubject } from '../operations/lock-subject.js';
import { SECOND_STEPS } from '../operations/methods.js';
import type { Sql } from '../session.js';
import { type ActOnRecord, type OnRecordOptions, onRecord, type UnknownSecret } from './on-record.js';

/** What came of it. */
export type BypassOnRecord =
  | { readonly status: 'issued'; readonly code: RecoveryCode; readonly expiresAt: Date }
  | { readonly status: 'nothing_lost' | UnknownSecret };

interface Held {
  readonly id: string;
  readonly kind: string;
  readonly usable: boolean;
}

const HELD: Sql = ({ factor }) => `SELECT id, kind, disabled_at IS NULL AS usable FROM ${factor} WHERE subject = $1`;

/**
 * Issues a bypass code for a subject and keeps the event of it, all or nothing: for an operator without the host. Where the
 * host asks for a second approver, an administrator has to approve it there.
 * @returns `nothing_lost` for a subject without a factor that the code could stand in for, and nothing was done.
 * @throws StoreUnavailable when the outcome is unknown. OptionError for a bad option.
 */
export async function bypassOnRecord(
  dataSource: DataSource,
  act: ActOnRecord,
  options: OnRecordOptions,
): Promise<BypassOnRecord> {
  const makers = { keys: new KeyRing(checkSecrets(options.secrets)), random: cryptoRandom, clock: systemClock };
  const { subject, actor } = act;
  const reason = reasonOf(act.reason);
  if (reason === undefined) throw new OptionError('reason', 'must be 10 to 500 characters');
  let issued: BypassOnRecord = { status: 'nothing_lost' };
  const outcome = await onRecord(dataSource, 'countersign.bypass.issued', act, options, async (transaction) => {
    // A refusal writes nothing, and the lock of a subject that is not known makes one.
    if ((await transaction.rows(HELD, [subject])).length === 0) return 'nothing_lost';
    const epoch = await lockSubject(transaction, subject);
    const held = await transaction.rows<Held>(HELD, [subject]);
    if (!held.some(({ kind, usable }) => usable && SECOND_STEPS.includes(kind))) return 'nothing_lost';
    const drawn = await drawBypass(makers, { subject, issuer: actor, reason, epoch: epoch + 1 });
    const replaces = held.filter(({ kind }) => kind === 'bypass').map(({ id }) => id);
    const { status } = await enrolWithin(transaction, subject, drawn.factor, { first: false, epoch, replaces });
    if (status !== 'enrolled') return 'nothing_lost';
    issued = { status: 'issued', ...drawn };
    return 'done';
  });
  return outcome === 'done' ? issued : { status: outcome };
}
