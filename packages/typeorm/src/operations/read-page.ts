import type { Factor } from '@countersign/core';
import type { Sql, Statements } from '../session.js';
import { FACTOR_COLUMNS } from './factor-columns.js';

/** Along the primary key: a page costs the same wherever it is. */
const PAGE: Sql = ({ factor }) => `SELECT ${FACTOR_COLUMNS} FROM ${factor} WHERE id > $1::uuid ORDER BY id LIMIT $2`;

/** Before every id that is drawn. */
const FIRST = '00000000-0000-0000-0000-000000000000';

/** Some factors of all subjects, of every kind, those after an id. */
export function readPage(statements: Statements, after: string | null, limit: number): Promise<readonly Factor[]> {
  return statements.rows<Factor>(PAGE, [after ?? FIRST, limit]);
}
