import type { Method } from '@countersign/core';
import type { Sql, Statements } from '../session.js';
import { methodsOf } from './methods.js';

const ENROLLED: Sql = ({ factor }) => `
  SELECT subject, array_agg(DISTINCT kind) AS kinds
  FROM ${factor} WHERE subject = ANY($1::text[]) AND disabled_at IS NULL GROUP BY subject`;

/** The methods that each of these subjects can use; subjects with none are absent. */
export async function readEnrolledMethods(
  statements: Statements,
  subjects: readonly string[],
): Promise<ReadonlyMap<string, readonly Method[]>> {
  const rows = await statements.rows<{ subject: string; kinds: string[] }>(ENROLLED, [[...new Set(subjects)]]);
  const known = rows.map(({ subject, kinds }) => [subject, methodsOf(kinds)] as const);
  return new Map(known.filter(([, methods]) => methods.length > 0));
}
