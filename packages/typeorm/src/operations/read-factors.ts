import type { Factor } from '@countersign/core';
import type { Sql, Statements } from '../session.js';
import { FACTOR_COLUMNS } from './factor-columns.js';
import { KINDS } from './methods.js';

const FACTORS: Sql = ({ factor }) => `
  SELECT ${FACTOR_COLUMNS} FROM ${factor}
  WHERE subject = $1 AND kind = ANY($2::text[]) ORDER BY confirmed_at, id`;

/** The factors of a subject, oldest first; disabled ones too. */
export function readFactors(statements: Statements, subject: string): Promise<readonly Factor[]> {
  return statements.rows<Factor>(FACTORS, [subject, KINDS]);
}
