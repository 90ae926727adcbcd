import type { KeyRing } from '@countersign/core';
import type { Sql, Statements } from '../session.js';

/** What of a trail was made under one secret. */
export interface TrailShare {
  readonly events: number;
  readonly lastEvent: Date | null;
}

/** Rows that are counted at once: along the key, so that each part takes as long as the first. */
const PART = 50_000;

const SHARES: Sql = ({ event }) => `
  SELECT split_part(hash, '.', 1) AS key, count(*)::float8 AS events, max(at) AS "lastEvent"
  FROM ${event} WHERE sequence > $1 AND sequence <= $2 GROUP BY 1`;

const ENDS: Sql = ({ event }) => `
  SELECT coalesce(min(sequence), 1)::float8 - 1 AS start, coalesce(max(sequence), 0)::float8 AS "end" FROM ${event}`;

interface Row extends TrailShare {
  readonly key: string;
}

/** How many events were made under each secret, newest first; the last number is of those under none of these. */
export async function countTrailByKey(statements: Statements, keys: KeyRing): Promise<readonly TrailShare[]> {
  const shares: TrailShare[] = Array.from({ length: keys.size + 1 }, () => ({ events: 0, lastEvent: null }));
  const [ends] = await statements.rows<{ start: number; end: number }>(ENDS);
  for (let { start, end } = ends ?? { start: 0, end: 0 }; start < end; start += PART) {
    for (const { key, events, lastEvent } of await statements.rows<Row>(SHARES, [start, start + PART])) {
      // -1 is the last place, in both.
      const place = keys.placeOf(`${key}.`);
      shares.splice(place, 1, { events: (shares.at(place)?.events ?? 0) + events, lastEvent });
    }
  }
  return shares;
}
