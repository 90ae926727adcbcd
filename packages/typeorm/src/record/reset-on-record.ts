import type { DataSource } from 'typeorm';
import { removeFactorsWithin } from '../operations/remove-factors.js';
import type { Sql } from '../session.js';
import { type ActOnRecord, type OnRecordOptions, onRecord, type UnknownSecret } from './on-record.js';

const KNOWN: Sql = ({ subject }) => `SELECT 1 FROM ${subject} WHERE subject = $1`;

/**
 * Removes every factor of a subject, counts its epoch up, and keeps the event of it, all or nothing: for an
 * operator without the host. Failures and a suspicion stay (R72).
 * @returns `unknown_subject` where the database has never heard of it, and nothing was done.
 * @throws StoreUnavailable when the outcome is unknown. OptionError for a bad option.
 */
export function resetOnRecord(
  dataSource: DataSource,
  act: ActOnRecord,
  options: OnRecordOptions,
): Promise<'done' | 'unknown_subject' | UnknownSecret> {
  return onRecord(dataSource, 'countersign.factors.reset', act, options, async (transaction) => {
    const known = await transaction.rows(KNOWN, [act.subject]);
    if (known.length === 0) return 'unknown_subject';
    await removeFactorsWithin(transaction, act.subject);
    return 'done';
  });
}
