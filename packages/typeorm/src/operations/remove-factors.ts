import type { Database } from '../database.js';
import type { Sql, Statements } from '../session.js';
import { countUp } from './count-up.js';
import { lockSubject } from './lock-subject.js';

const REMOVE: Sql = ({ factor }) => `DELETE FROM ${factor} WHERE subject = $1`;

/** Removes every factor of a subject, and the numbers with them (R77), and counts the epoch up. */
export function removeFactors(database: Database, subject: string): Promise<void> {
  return database.transaction((transaction) => removeFactorsWithin(transaction, subject));
}

/** The same, with whatever else a transaction does. */
export async function removeFactorsWithin(transaction: Statements, subject: string): Promise<void> {
  await lockSubject(transaction, subject);
  await transaction.rows(REMOVE, [subject]);
  await countUp(transaction, subject);
}
