import type { KeyRing } from '@countersign/core';
import type { Sql, Statements } from '../session.js';
import { holds, NOTHING, type TrailEnd, type TrailLink } from './trail-link.js';

/** Of the locks of applications on one database, those of a trail. */
const TRAIL_LOCKS = 420_731_175;

/** A lock on the table would ask for more rights. */
const LOCK: Sql = ({ event }) =>
  `SELECT pg_advisory_xact_lock(${TRAIL_LOCKS}, '${event.replaceAll("'", "''")}'::regclass::oid::integer)`;

const END: Sql = ({ event }) => `
  SELECT sequence::float8 AS sequence, payload::text AS payload, previous, hash FROM ${event}
  ORDER BY sequence DESC LIMIT 1`;

type LastLink = TrailEnd & Pick<TrailLink, 'payload' | 'previous'>;

/**
 * Takes the trail until the commit: whoever appends next sees this chain's new end. Again within a transaction does nothing.
 * @returns its last link; `undefined` where it is empty.
 */
export async function lockTrail(transaction: Statements): Promise<LastLink | undefined> {
  await transaction.rows(LOCK);
  const [last] = await transaction.rows<LastLink>(END);
  return last;
}

/** The end of a chain with this last link. */
export function endOf(last: LastLink | undefined): TrailEnd {
  return last ?? NOTHING;
}

/** Whether the last link was made under a secret that is not here: whoever appends to it has the wrong ones. */
export function isOfAnotherSecret(keys: KeyRing, last: LastLink | undefined): boolean {
  return last !== undefined && holds(keys, last) === undefined;
}
