import type { Sql, Statements } from '../session.js';
import { FIRST_DAY } from './window.js';

const FAILURES: Sql = ({ failure }) => `
  SELECT coalesce(sum(failures), 0)::integer AS "inThirtyDays"
  FROM ${failure} WHERE subject = $1 AND day >= ${FIRST_DAY}`;

/** A subject's wrong answers of the last 30 days. */
export async function readFailures(statements: Statements, subject: string): Promise<{ inThirtyDays: number }> {
  const [row] = await statements.rows<{ inThirtyDays: number }>(FAILURES, [subject]);
  if (row === undefined) throw new Error('A sum returned no row');
  return row;
}
