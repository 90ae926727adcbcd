import type { Sql, Statements } from '../session.js';

const ENSURE: Sql = ({ subject }) => `INSERT INTO ${subject} (subject) VALUES ($1) ON CONFLICT (subject) DO NOTHING`;
const LOCK: Sql = ({ subject }) => `SELECT 1 FROM ${subject} WHERE subject = $1 FOR UPDATE`;

/**
 * Locks a subject until the transaction ends. Everything that changes a subject's factors comes through here first, so
 * what it then reads of them cannot change under it. An absent row cannot be locked, so it is made.
 */
export async function lockSubject(transaction: Statements, subject: string): Promise<void> {
  await transaction.rows(ENSURE, [subject]);
  await transaction.rows(LOCK, [subject]);
}
