import { type FailureRule, MAX_CONSECUTIVE_FAILURES, type RecordedFailure } from '@countersign/core';
import type { Sql, Statements } from '../session.js';
import type { Tables } from '../tables.js';
import { HOLDS, SUSPICION_COLUMNS, type SuspicionRow, suspicionOf } from './suspicion.js';
import { uuidOrNull } from './uuid.js';
import { FIRST_DAY, OUT_OF_WINDOW, TODAY } from './window.js';

/**
 * The subject as it is when its turn has come. Whoever changes its factors or counts locks it first, so that no two can
 * lock each other out. What counts asks how many there are, which has it wait; 0 where the subject has no row yet.
 */
const locked = ({ subject }: Tables) => `locked AS MATERIALIZED (
    SELECT * FROM ${subject} WHERE subject = $1 FOR UPDATE
  )`;
const HAS_TURN = '(SELECT count(*) FROM locked) >= 0';

const inARow = ({ factor }: Tables) => `in_a_row AS (
    UPDATE ${factor} SET consecutive_failures = consecutive_failures + 1, disabled_at = CASE
      WHEN consecutive_failures + 1 >= ${MAX_CONSECUTIVE_FAILURES} THEN coalesce(disabled_at, now()) ELSE disabled_at END
    WHERE id = ANY($2::uuid[]) AND subject = $1 AND ${HAS_TURN} RETURNING id, consecutive_failures
  )`;

/** The subject's days that no longer count go; today's count is the one after all that came before. */
const days = ({ failure }: Tables) => `dropped AS (
    DELETE FROM ${failure} WHERE subject = $1 AND day < ${FIRST_DAY} AND ${HAS_TURN}
  ), today AS (
    INSERT INTO ${failure} AS today (subject, day, failures) SELECT $1, ${TODAY}, 1 WHERE ${HAS_TURN}
    ON CONFLICT (subject, day) DO UPDATE SET failures = today.failures + 1 RETURNING day, failures
  ), days AS (
    SELECT day, failures FROM today UNION ALL
    SELECT day, failures FROM ${failure} WHERE subject = $1 AND day >= ${FIRST_DAY} AND day < ${TODAY}
  )`;

/** The last day at which, with those after it, there are too many: when it no longer counts, there is room. */
const suspicion = ({ subject }: Tables) => `full_until AS (
    SELECT max(day) AS day FROM (SELECT day, sum(failures) OVER (ORDER BY day DESC) AS since FROM days) AS summed
    WHERE since >= $3::integer
  ), suspected AS (
    INSERT INTO ${subject} AS kept (subject, epoch, suspected_until, suspected_credential)
    SELECT $1, 1, ${OUT_OF_WINDOW}, $4::text FROM full_until WHERE day IS NOT NULL
    ON CONFLICT (subject) DO UPDATE SET epoch = kept.epoch + 1,
      suspected_until = excluded.suspected_until, suspected_credential = excluded.suspected_credential
    WHERE NOT (SELECT ${HOLDS} FROM (SELECT kept.suspected_until, kept.suspected_credential) AS known)
    RETURNING *
  )`;

/** One statement, so all of it is done or none. */
const COUNT: Sql = (tables) => `
  WITH ${locked(tables)}, ${inARow(tables)}, ${days(tables)}, ${suspicion(tables)}
  SELECT (SELECT sum(failures)::integer FROM days) AS "inThirtyDays",
    EXISTS (SELECT 1 FROM suspected) AS "suspectedNow",
    ARRAY(SELECT id FROM in_a_row WHERE consecutive_failures = ${MAX_CONSECUTIVE_FAILURES}) AS "disabledNow",
    ${SUSPICION_COLUMNS}
  FROM (SELECT 1) AS one LEFT JOIN (SELECT * FROM suspected UNION ALL SELECT * FROM locked) AS known ON ${HOLDS}`;

type Counted = SuspicionRow & Pick<RecordedFailure, 'inThirtyDays' | 'suspectedNow' | 'disabledNow'>;

/** Counts a wrong answer: in a row for each of these factors that is the subject's own (R14), and in the 30 days (R13). */
export async function recordFailure(
  statements: Statements,
  subject: string,
  factorIds: readonly string[],
  { maxInThirtyDays, credential }: FailureRule,
): Promise<RecordedFailure> {
  const values = [subject, factorIds.filter((id) => uuidOrNull(id) !== null), maxInThirtyDays, credential];
  const [row] = await statements.rows<Counted>(COUNT, values);
  if (row === undefined) throw new Error('A count returned no row');
  const { inThirtyDays, suspectedNow, disabledNow } = row;
  return { inThirtyDays, suspectedNow, disabledNow, ...suspicionOf(row) };
}
