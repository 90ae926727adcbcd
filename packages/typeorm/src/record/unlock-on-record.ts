import type { DataSource } from 'typeorm';
import { clearSuspicion } from '../operations/clear-suspicion.js';
import { type ActOnRecord, type OnRecordOptions, onRecord, type UnknownSecret } from './on-record.js';

/**
 * Ends the suspicion about the subject's password, where there is one, and keeps the event of it, all or nothing: for an operator
 * without the host. The lock of 24 hours is the pending store's; end it after this (R15).
 * @throws StoreUnavailable when the outcome is unknown. OptionError for a bad option.
 */
export function unlockOnRecord(
  dataSource: DataSource,
  act: ActOnRecord,
  options: OnRecordOptions,
): Promise<'done' | UnknownSecret> {
  return onRecord(dataSource, 'countersign.unlocked', act, options, async (transaction) => {
    await clearSuspicion(transaction, act.subject);
    return 'done';
  });
}
