import { checkSecrets, KeyRing, OptionError, stampEvent, systemClock } from '@countersign/core';
import type { DataSource } from 'typeorm';
import { Database } from '../database.js';
import { timeoutOf } from '../options.js';
import type { Sql, Statements } from '../session.js';
import { appendWithin } from './append-events.js';
import { CUT_AFTER_DAYS } from './cut-after.js';
import { lockTrail } from './trail-lock.js';
import type { TrailVerdict } from './trail-verdict.js';
import { type VerifyTrailOptions, verifyTrail } from './verify-trail.js';

/** What {@link cutTrail} is told. */
export interface CutTrailOptions extends VerifyTrailOptions {
  /** Everything older goes, up to the first event that is not: {@link CUT_AFTER_DAYS} days ago or more. */
  readonly before: Date;
  /** Who cuts, as the trail keeps it. */
  readonly actor: string;
}

/** What became of a cut. */
export type CutOutcome =
  | { readonly status: 'cut'; readonly removed: number; readonly firstKept: number }
  /** There is no event that is older. */
  | { readonly status: 'nothing' }
  /** The trail is not as it was written: a cut would take the traces along. Nothing was done. */
  | { readonly status: 'broken'; readonly verdict: Extract<TrailVerdict, { ok: false }> };

/** Events stand in the order in which they were kept, which is nearly that of their times: the first that is new enough stays. */
const LAST_TO_GO: Sql = ({ event }) => `
  SELECT sequence::float8 AS sequence, hash FROM ${event}
  WHERE sequence < coalesce((SELECT min(sequence) FROM ${event} WHERE at >= $1::timestamptz), 'infinity'::float8)
  ORDER BY sequence DESC LIMIT 1`;

const CUT: Sql = ({ event }) => `
  WITH removed AS (DELETE FROM ${event} WHERE sequence <= $1 RETURNING 1) SELECT count(*)::integer AS removed FROM removed`;

/**
 * Cuts the oldest events off the trail (R77). An event of the trail tells of it, in the same transaction, so that
 * {@link verifyTrail} proves the rest: nobody without the server's secret can cut unseen. The database lets no other DELETE pass.
 * @throws StoreUnavailable when the outcome is unknown. OptionError `before` for a time that is too recent, and for a bad option.
 */
export async function cutTrail(dataSource: DataSource, options: CutTrailOptions): Promise<CutOutcome> {
  const { actor, before, secrets } = options;
  checkBefore(before);
  const verdict = await verifyTrail(dataSource, options);
  if (!verdict.ok) return { status: 'broken', verdict };
  const keys = new KeyRing(checkSecrets(secrets));
  return new Database(dataSource, timeoutOf(options)).transaction((transaction) =>
    cutWithin(transaction, keys, actor, before.toISOString()),
  );
}

async function cutWithin(transaction: Statements, keys: KeyRing, actor: string, before: string): Promise<CutOutcome> {
  await lockTrail(transaction);
  const [last] = await transaction.rows<{ sequence: number; hash: string }>(LAST_TO_GO, [before]);
  if (last === undefined) return { status: 'nothing' };
  const told = { type: 'countersign.trail.cut', actor, before } as const;
  const begins = { firstKept: last.sequence + 1, previous: last.hash };
  // First the event, then the cut: it is by the newest event that the database lets the DELETE pass.
  await appendWithin(transaction, keys, [stampEvent({ ...told, ...begins }, systemClock.now())]);
  const [row] = await transaction.rows<{ removed: number }>(CUT, [last.sequence]);
  return { status: 'cut', removed: row?.removed ?? 0, firstKept: begins.firstKept };
}

function checkBefore(before: Date): void {
  const latest = systemClock.now() - CUT_AFTER_DAYS * 86_400_000;
  // A date that is none compares with nothing.
  if (before.getTime() <= latest) return;
  throw new OptionError('before', `must be a time ${CUT_AFTER_DAYS} days ago or more`);
}
