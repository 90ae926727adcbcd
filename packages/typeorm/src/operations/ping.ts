import type { Sql, Statements } from '../session.js';

/** Reads each table, so that a database that answers but was not migrated does not count as ready. */
const PROBE: Sql = ({ subject, factor, failure }) => `
  SELECT EXISTS (SELECT 1 FROM ${subject}), EXISTS (SELECT 1 FROM ${factor}), EXISTS (SELECT 1 FROM ${failure})`;

/** Resolves when the database answers and has the tables. */
export async function ping(statements: Statements): Promise<void> {
  await statements.rows(PROBE);
}
