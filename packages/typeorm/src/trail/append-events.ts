import type { KeyRing, SecondFactorEvent } from '@countersign/core';
import type { Database } from '../database.js';
import type { Sql, Statements } from '../session.js';
import { link, type TrailEnd, type TrailLink } from './trail-link.js';
import { endOf, lockTrail } from './trail-lock.js';

const KEPT: Sql = ({ event }) => `SELECT id FROM ${event} WHERE id = ANY($1::uuid[])`;

const COLUMNS = ['sequence', 'id', 'at', 'type', 'subject', 'actor', 'payload', 'previous', 'hash'] as const;
const TYPES = ['bigint', 'uuid', 'timestamptz', 'text', 'text', 'text', 'text', 'text', 'text'] as const;

const INSERT: Sql = ({ event }) => `
  INSERT INTO ${event} (${COLUMNS.join(', ')})
  SELECT sequence, id, at, type, subject, actor, payload::json, previous, hash
  FROM unnest(${TYPES.map((type, at) => `$${at + 1}::${type}[]`).join(', ')}) AS new (${COLUMNS.join(', ')})`;

/** Adds events to the one chain that all processes share, all or none, in a transaction of their own. */
export function appendEvents(database: Database, keys: KeyRing, events: readonly SecondFactorEvent[]): Promise<void> {
  return database.transaction((transaction) => appendWithin(transaction, keys, events));
}

/**
 * Adds events to the chain with whatever else a transaction does. Those that are there already are passed over: a commit whose
 * answer was lost is not made twice.
 */
export async function appendWithin(
  transaction: Statements,
  keys: KeyRing,
  events: readonly SecondFactorEvent[],
): Promise<void> {
  const end = endOf(await lockTrail(transaction));
  const links = chain(keys, end, await unkept(transaction, events));
  if (links.length > 0) await transaction.rows(INSERT, arraysOf(links));
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
