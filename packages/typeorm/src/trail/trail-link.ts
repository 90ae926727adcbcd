import { jsonLine, type KeyRing, type SecondFactorEvent } from '@countersign/core';

/** A row of the trail as statements read and write it. */
export interface TrailLink {
  readonly sequence: number;
  readonly id: string;
  /** ISO 8601 in UTC. */
  readonly at: string;
  readonly type: string;
  readonly subject: string | null;
  readonly actor: string | null;
  /** The event, as text: what is read back is byte for byte what was hashed. */
  readonly payload: string;
  readonly previous: string;
  readonly hash: string;
}

/** Where a chain has come to. */
export type TrailEnd = Pick<TrailLink, 'sequence' | 'hash'>;

/** Before the first event. */
export const NOTHING: TrailEnd = { sequence: 0, hash: '' };

type Chained = Pick<TrailLink, 'sequence' | 'previous' | 'payload'>;

/** Links an event to the end of a chain: HMAC-SHA-256 over its place, the link before, and all of it. */
export function link(keys: KeyRing, { sequence: last, hash: previous }: TrailEnd, event: SecondFactorEvent): TrailLink {
  const chained = { sequence: last + 1, previous, payload: jsonLine(event) };
  return { ...chained, ...columnsOf(event), hash: keys.trail(partsOf(chained)) };
}

/** Whether a link's hash is that of what it holds; `undefined` when it was made under a secret that is not here. */
export function holds(keys: KeyRing, kept: Chained & Pick<TrailLink, 'hash'>): boolean | undefined {
  return keys.trailMatches(kept.hash, partsOf(kept));
}

/** What is kept of an event beside its text, to search by. */
export function columnsOf(event: SecondFactorEvent): Pick<TrailLink, 'id' | 'at' | 'type' | 'subject' | 'actor'> {
  const { id, at, type } = event;
  const subject = 'subject' in event ? storable(event.subject) : null;
  return { id, at, type, subject, actor: 'actor' in event ? storable(event.actor) : null };
}

/** PostgreSQL's texts hold neither NUL nor half a character: an event with one would stand in the way of all that follow. */
function storable(text: string): string {
  return Buffer.from(text).toString().replaceAll('\0', '\ufffd');
}

function partsOf({ sequence, previous, payload }: Chained): string[] {
  return [String(sequence), previous, payload];
}
