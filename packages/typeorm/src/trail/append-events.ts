import type { KeyRing, SecondFactorEvent } from '@countersign/core';
import type { Database } from '../database.js';
import type { Sql, Statements } from '../session.js';
import { link, NOTHING, type TrailEnd, type TrailLink } from './trail-link.js';

/** Of the locks of applications on one database, those of a trail. */
const TRAIL_LOCKS = 420_731_175;

/** Held until the commit: whoever appends next sees this chain's new end. A lock on the table would ask for more rights. */
const LOCK: Sql = ({ event }) =>
  `SELECT pg_advisory_xact_lock(${TRAIL_LOCKS}, '${event.replaceAll("'", "''")}'::regclass::oid::integer)`;

const END: Sql = ({ event }) =>
  `SELECT sequence::float8 AS sequence, hash FROM ${event} ORDER BY sequence DESC LIMIT 1`;

const KEPT: Sql = ({ event }) => `SELECT id FROM ${event} WHERE id = ANY($1::uuid[])`;

const COLUMNS = ['sequence', 'id', 'at', 'type', 'subject', 'actor', 'payload', 'previous', 'hash'] as const;
const TYPES = ['bigint', 'uuid', 'timestamptz', 'text', 'text', 'text', 'text', 'text', 'text'] as const;

const INSERT: Sql = ({ event }) => `
  INSERT INTO ${event} (${COLUMNS.join(', ')})
  SELECT sequence, id, at, type, subject, actor, payload::json, previous, hash
  FROM unnest(${TYPES.map((type, at) => `$${at + 1}::${type}[]`).join(', ')}) AS new (${COLUMNS.join(', ')})`;

/**
 * Adds events to the one chain that all processes share, all or none. Those that are there already are passed over: a
 * commit whose answer was lost is not made twice.
 */
export function appendEvents(database: Database, keys: KeyRing, events: readonly SecondFactorEvent[]): Promise<void> {
  return database.transaction(async (transaction) => {
    await transaction.rows(LOCK);
    const [end = NOTHING] = await transaction.rows<TrailEnd>(END);
    const links = chain(keys, end, await unkept(transaction, events));
    if (links.length > 0) await transaction.rows(INSERT, arraysOf(links));
  });
}

async function unkept(
  statements: Statements,
  events: readonly SecondFactorEvent[],
): Promise<readonly SecondFactorEvent[]> {
  const kept = await statements.rows<{ id: string }>(KEPT, [events.map(({ id }) => id)]);
  const ids = new Set(kept.map(({ id }) => id));
  return events.filter(({ id }) => !ids.has(id));
}

function chain(keys: KeyRing, end: TrailEnd, events: readonly SecondFactorEvent[]): TrailLink[] {
  const links: TrailLink[] = [];
  for (const event of events) links.push(link(keys, links.at(-1) ?? end, event));
  return links;
}

function arraysOf(links: readonly TrailLink[]): unknown[][] {
  return COLUMNS.map((column) => links.map((each) => each[column]));
}
