import type { Sql, Statements } from '../session.js';
import { uuidOrNull } from './uuid.js';

/** Writes only when there is something to reset: nearly every sign-in has nothing. A disabled factor keeps its count. */
const RESET: Sql = ({ factor }) => `
  UPDATE ${factor} SET consecutive_failures = 0
  WHERE id = $1::uuid AND consecutive_failures > 0 AND disabled_at IS NULL`;

/** Resets a factor's wrong answers in a row; the 30 days stay as they are (R15). */
export async function recordSuccess(statements: Statements, factorId: string): Promise<void> {
  await statements.rows(RESET, [uuidOrNull(factorId)]);
}
