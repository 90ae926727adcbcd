import type { Sql, Statements } from '../session.js';
import type { TrailEnd, TrailLink } from './trail-link.js';

const PAGE = 500;

/** Times as they are written in events: ISO 8601 in UTC, to the millisecond. */
const AT = `to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at`;

const LINKS: Sql = ({ event }) => `
  SELECT sequence::float8 AS sequence, id::text AS id, ${AT}, type, subject, actor, payload::text AS payload, previous, hash
  FROM ${event} WHERE sequence > $1 ORDER BY sequence LIMIT ${PAGE}`;

/** The next page of the trail behind a place in it; empty at its end. */
export function readLinks(statements: Statements, { sequence }: TrailEnd): Promise<readonly TrailLink[]> {
  return statements.rows<TrailLink>(LINKS, [sequence]);
}
