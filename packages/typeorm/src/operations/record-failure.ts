import type { Sql, Statements } from '../session.js';
import { uuidOrNull } from './uuid.js';
import { FIRST_DAY, TODAY } from './window.js';

/** One statement, so all of it is counted or none. The subject's days that no longer count go with it. */
const COUNT: Sql = ({ factor, failure }) => `
  WITH in_a_row AS (
    UPDATE ${factor} SET consecutive_failures = consecutive_failures + 1 WHERE id = $2::uuid AND subject = $1
  ), dropped AS (
    DELETE FROM ${failure} WHERE subject = $1 AND day < ${FIRST_DAY}
  )
  INSERT INTO ${failure} AS today (subject, day, failures) VALUES ($1, ${TODAY}, 1)
  ON CONFLICT (subject, day) DO UPDATE SET failures = today.failures + 1`;

/** Counts a wrong answer: in a row for the factor, if it is the subject's own (R14), and in the 30 days (R13). */
export async function recordFailure(statements: Statements, subject: string, factorId: string | null): Promise<void> {
  await statements.rows(COUNT, [subject, uuidOrNull(factorId)]);
}
