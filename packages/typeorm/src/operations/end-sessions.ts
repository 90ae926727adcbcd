import { CONTEST_PAUSE_SECONDS } from '@countersign/core';
import type { Sql, Statements } from '../session.js';

/** One statement, by the database's clock: of several at once the row lets one through. */
const END: Sql = ({ subject }) => `
  INSERT INTO ${subject} AS kept (subject, epoch, contested_at, contested_notice_at)
  VALUES ($1, 1, now(), $2::timestamptz)
  ON CONFLICT (subject) DO UPDATE
  SET epoch = kept.epoch + 1, contested_at = now(), contested_notice_at = EXCLUDED.contested_notice_at
  WHERE kept.contested_at IS NULL
    OR kept.contested_at <= now() - interval '${CONTEST_PAUSE_SECONDS} seconds'
    OR kept.contested_notice_at < EXCLUDED.contested_notice_at
  RETURNING epoch`;

/** Counts the epoch up for a contested notice; tells whether it has (R39). */
export async function endSessions(statements: Statements, subject: string, noticeAt: Date): Promise<boolean> {
  const rows = await statements.rows(END, [subject, noticeAt.toISOString()]);
  return rows.length > 0;
}
