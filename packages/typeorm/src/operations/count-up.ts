import type { Sql, Statements } from '../session.js';

const COUNT_UP: Sql = ({ subject }) => `UPDATE ${subject} SET epoch = epoch + 1 WHERE subject = $1 RETURNING epoch`;

/** Counts the epoch of a subject up, which {@link lockSubject} holds; tells the new one. */
export async function countUp(transaction: Statements, subject: string): Promise<number> {
  const [row] = await transaction.rows<{ epoch: number }>(COUNT_UP, [subject]);
  if (row === undefined) throw new Error('A subject under lock has no row');
  return row.epoch;
}
