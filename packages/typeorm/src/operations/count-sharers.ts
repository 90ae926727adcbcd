import type { Sql, Statements } from '../session.js';

const SHARERS: Sql = ({ factor }) => `
  SELECT count(DISTINCT subject)::int AS sharers FROM ${factor} WHERE phone_index = ANY($1::text[])`;

/** How many subjects have a phone of one of these indexes, disabled or not. */
export async function countSharers(statements: Statements, indexes: readonly string[]): Promise<number> {
  const [row] = await statements.rows<{ sharers: number }>(SHARERS, [[...indexes]]);
  return Number(row?.sharers ?? 0);
}
