import type { Sql, Statements } from '../session.js';

const ENSURE: Sql = ({ subject }) => `INSERT INTO ${subject} (subject) VALUES ($1) ON CONFLICT (subject) DO NOTHING`;
const LOCK: Sql = ({ subject }) => `SELECT epoch FROM ${subject} WHERE subject = $1 FOR UPDATE`;

/**
 * Locks a subject until the transaction ends. Everything that changes a subject's factors comes through here first, so
 * what it then reads of them cannot change under it. An absent row cannot be locked, so it is made. Tells its epoch.
 */
export async function lockSubject(transaction: Statements, subject: string): Promise<number> {
  await transaction.rows(ENSURE, [subject]);
  const [row] = await transaction.rows<{ epoch: number }>(LOCK, [subject]);
  if (row === undefined) throw new Error('A subject that was made has no row');
  return row.epoch;
}
