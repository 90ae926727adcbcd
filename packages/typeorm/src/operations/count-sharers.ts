import type { Sql, Statements } from '../session.js';

const SHARERS: Sql = ({ factor }) => `
  SELECT count(DISTINCT subject)::int AS sharers FROM ${factor} WHERE lookup = ANY($1::text[])`;

/** How many subjects have a factor of one of these lookups, disabled or not. */
export async function countSharers(statements: Statements, lookups: readonly string[]): Promise<number> {
  const [row] = await statements.rows<{ sharers: number }>(SHARERS, [[...lookups]]);
  return Number(row?.sharers ?? 0);
}
