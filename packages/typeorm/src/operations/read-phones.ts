import type { PhoneFactor } from '@countersign/core';
import type { Sql, Statements } from '../session.js';
import { PHONE_COLUMNS } from './phone-columns.js';

const PHONES: Sql = ({ factor }) => `
  SELECT ${PHONE_COLUMNS} FROM ${factor}
  WHERE subject = $1 AND kind = 'phone' ORDER BY confirmed_at, id`;

/** The phones of a subject, oldest first; disabled ones too. */
export function readPhones(statements: Statements, subject: string): Promise<readonly PhoneFactor[]> {
  return statements.rows<PhoneFactor>(PHONES, [subject]);
}
