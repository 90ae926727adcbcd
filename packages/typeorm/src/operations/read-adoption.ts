import type { Adoption } from '@countersign/core';
import type { Sql, Statements } from '../session.js';
import { methodsOf } from './methods.js';

const ADOPTION: Sql = ({ factor }) => `
  SELECT subject, kind, min(confirmed_at) AS since
  FROM ${factor} WHERE subject = ANY($1::text[]) AND disabled_at IS NULL GROUP BY subject, kind`;

interface Row {
  readonly subject: string;
  readonly kind: string;
  readonly since: Date;
}

/** The methods that each of these subjects can use, and since when; subjects with none are absent. */
export async function readAdoption(
  statements: Statements,
  subjects: readonly string[],
): Promise<ReadonlyMap<string, Adoption>> {
  const rows = await statements.rows<Row>(ADOPTION, [[...new Set(subjects)]]);
  const known = rows.filter(({ kind }) => methodsOf([kind]).length > 0);
  return new Map(known.map(({ subject }) => [subject, adoptionOf(known.filter((row) => row.subject === subject))]));
}

function adoptionOf(rows: readonly Row[]): Adoption {
  const since = Math.min(...rows.map((row) => row.since.getTime()));
  return { methods: methodsOf(rows.map(({ kind }) => kind)), since: new Date(since) };
}
