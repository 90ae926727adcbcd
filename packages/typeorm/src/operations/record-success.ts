import type { Advance } from '@countersign/core';
import type { Sql, Statements } from '../session.js';
import { uuidOrNull } from './uuid.js';

/**
 * A disabled factor keeps its count. A counter that another answer has moved refuses this one (R57, R63). Where there is
 * nothing to reset and nothing to move, as in nearly every sign-in by phone, nothing is written.
 */
const SUCCEED: Sql = ({ factor }) => `
  WITH moved AS (
    UPDATE ${factor} SET consecutive_failures = 0, counter = coalesce($3::bigint, counter), sealed = coalesce($4, sealed),
      lookup = coalesce($5, lookup)
    WHERE id = $1::uuid AND disabled_at IS NULL
      AND CASE WHEN $2::bigint IS NULL THEN consecutive_failures > 0 ELSE counter = $2::bigint END
    RETURNING id
  )
  SELECT id FROM moved UNION
  SELECT id FROM ${factor} WHERE id = $1::uuid AND disabled_at IS NULL AND $2::bigint IS NULL`;

/** Resets a factor's wrong answers in a row, and moves it on; the 30 days stay as they are (R15). */
export async function recordSuccess(statements: Statements, factorId: string, advance?: Advance): Promise<boolean> {
  const { from = null, to = null, sealed = null, lookup = null } = advance ?? {};
  const rows = await statements.rows(SUCCEED, [uuidOrNull(factorId), from, to, sealed, lookup]);
  return rows.length > 0;
}
