import type { Resetter } from '@countersign/core';
import type { Database } from '../database.js';
import type { Sql, Statements } from '../session.js';
import { countUp } from './count-up.js';
import { lockSubject } from './lock-subject.js';
import { SECOND_STEPS } from './methods.js';

const REMOVE: Sql = ({ factor }) => `DELETE FROM ${factor} WHERE subject = $1`;

const HAS_SECOND_STEP: Sql = ({ factor }) => `
  SELECT 1 FROM ${factor} WHERE subject = $1 AND disabled_at IS NULL AND kind = ANY($2::text[]) LIMIT 1`;

/**
 * Removes every factor of a subject, and the numbers with them (R77), and counts the epoch up.
 * @param by - must still be able to get in, under the locks of both: taken in an order that is everybody's, so that two who
 *   reset each other follow one another.
 */
export function removeFactors(database: Database, subject: string, by?: Resetter): Promise<boolean> {
  return database.transaction(async (transaction) => {
    if (by && !(await getsIn(transaction, subject, by))) return false;
    await removeFactorsWithin(transaction, subject);
    return true;
  });
}

/** The same, with whatever else a transaction does. */
export async function removeFactorsWithin(transaction: Statements, subject: string): Promise<void> {
  await lockSubject(transaction, subject);
  await transaction.rows(REMOVE, [subject]);
  await countUp(transaction, subject);
}

async function getsIn(transaction: Statements, subject: string, by: Resetter): Promise<boolean> {
  const epochs = new Map<string, number>();
  for (const each of [subject, by.subject].sort()) epochs.set(each, await lockSubject(transaction, each));
  if (epochs.get(by.subject) !== by.epoch) return false;
  return (await transaction.rows(HAS_SECOND_STEP, [by.subject, SECOND_STEPS])).length > 0;
}
