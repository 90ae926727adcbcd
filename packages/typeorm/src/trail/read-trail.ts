import { OptionError, type SecondFactorEvent, type SecondFactorEventType } from '@countersign/core';
import type { DataSource } from 'typeorm';
import { Database } from '../database.js';
import { type TypeOrmFactorStoreOptions, timeoutOf } from '../options.js';
import type { Sql } from '../session.js';

/** What is looked for. All of it must be so. */
export interface TrailFilter {
  /** The account that an event is about, or that has done it. */
  readonly subject?: string | undefined;
  readonly type?: SecondFactorEventType | undefined;
  /** Not before. */
  readonly from?: Date | undefined;
  /** Before. */
  readonly to?: Date | undefined;
  /** Only events that are older than the one with this number: the last of the page before. */
  readonly before?: number | undefined;
  /** Only events that are newer than the one with this number; those next to it, newest first all the same. */
  readonly after?: number | undefined;
  /** At most so many, 1 to 1000. @defaultValue 50 */
  readonly limit?: number | undefined;
}

/** An event and its number in the trail. */
export interface KeptEvent {
  readonly sequence: number;
  readonly event: SecondFactorEvent;
}

/** Each condition with its parameter; a parameter that is null asks for nothing. */
const found =
  (order: 'ASC' | 'DESC'): Sql =>
  ({ event }) =>
    `
  SELECT sequence::float8 AS sequence, payload::text AS payload FROM ${event}
  WHERE ($1::text IS NULL OR subject = $1 OR actor = $1) AND ($2::text IS NULL OR type = $2)
    AND ($3::timestamptz IS NULL OR at >= $3) AND ($4::timestamptz IS NULL OR at < $4)
    AND ($5::bigint IS NULL OR sequence < $5) AND ($6::bigint IS NULL OR sequence > $6)
  ORDER BY sequence ${order} LIMIT $7::integer`;

/**
 * Reads events of the trail, newest first, a page at a time.
 * @throws StoreUnavailable when the database does not answer. OptionError for a limit out of bounds.
 */
export async function readTrail(
  dataSource: DataSource,
  filter: TrailFilter = {},
  options: TypeOrmFactorStoreOptions = {},
): Promise<KeptEvent[]> {
  const { subject, type, from, to, before, after, limit = 50 } = filter;
  if (!Number.isInteger(limit) || limit < 1 || limit > 1_000) {
    throw new OptionError('limit', 'must be a whole number from 1 to 1000');
  }
  const asked = [subject, type, from?.toISOString(), to?.toISOString(), before, after].map((value) => value ?? null);
  const database = new Database(dataSource, timeoutOf(options));
  const sql = found(after === undefined ? 'DESC' : 'ASC');
  const rows = await database.rows<{ sequence: number; payload: string }>(sql, [...asked, limit]);
  const newestFirst = after === undefined ? rows : rows.toReversed();
  return newestFirst.map(({ sequence, payload }) => ({ sequence, event: JSON.parse(payload) as SecondFactorEvent }));
}
