import type { Reseal } from '@countersign/core';
import type { Sql, Statements } from '../session.js';
import { uuidOrNull } from './uuid.js';

const COLUMNS = ['id', 'from', 'sealed', 'lookup'] as const;

/** A row that somebody else has locked is left, for another time: this waits for nobody, so it shuts nobody out. */
const RESEAL: Sql = ({ factor }) => `
  WITH change AS (
    SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) AS each (id, was, sealed, lookup)
  ), unchanged AS (
    SELECT kept.id, change.sealed, change.lookup FROM ${factor} AS kept JOIN change ON kept.id = change.id
    WHERE kept.sealed = change.was FOR UPDATE OF kept SKIP LOCKED
  )
  UPDATE ${factor} AS kept SET sealed = unchanged.sealed, lookup = unchanged.lookup
  FROM unchanged WHERE kept.id = unchanged.id RETURNING kept.id`;

/** Seals factors anew that are still sealed as they were; one statement, so all of it is done or none. */
export async function reseal(statements: Statements, changes: readonly Reseal[]): Promise<readonly string[]> {
  const known = changes.filter(({ id }) => uuidOrNull(id) !== null);
  const arrays = COLUMNS.map((column) => known.map((change) => change[column]));
  const rows = await statements.rows<{ id: string }>(RESEAL, arrays);
  return rows.map(({ id }) => id);
}
