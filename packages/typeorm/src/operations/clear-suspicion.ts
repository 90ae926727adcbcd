import type { Suspicion } from '@countersign/core';
import type { Sql, Statements } from '../session.js';
import { HOLDS } from './suspicion.js';

/** The subject is locked by the update that comes first; its days go only when there was a suspicion. */
const CLEAR: Sql = ({ subject, failure }) => `
  WITH cleared AS (
    UPDATE ${subject} SET suspected_until = NULL, suspected_credential = NULL
    WHERE subject = $1 AND ${HOLDS} AND (NOT $2::boolean OR suspected_credential IS NOT DISTINCT FROM $3::text)
    RETURNING subject
  ), forgotten AS (
    DELETE FROM ${failure} WHERE subject IN (SELECT subject FROM cleared)
  )
  SELECT EXISTS (SELECT 1 FROM cleared) AS cleared`;

/** Ends a suspicion, of any credential or the one given, and has the subject's 30 days begin again. */
export async function clearSuspicion(
  statements: Statements,
  subject: string,
  about?: Pick<Suspicion, 'credential'>,
): Promise<boolean> {
  const values = [subject, about !== undefined, about?.credential ?? null];
  const [row] = await statements.rows<{ cleared: boolean }>(CLEAR, values);
  return row?.cleared === true;
}
