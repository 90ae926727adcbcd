import { type SecondFactorEvent, stampEvent } from '@countersign/core';
import type { DataSource } from 'typeorm';
import { type CutOutcome, cutTrail, readTrail, type TrailEnd, type TrailVerdict, verifyTrail } from '../index.js';
import { empty, SECRETS, trailOn } from './trail.js';

/** So many days ago. */
export const ago = (days: number): Date => new Date(Date.now() - days * 86_400_000);

/** A lock of so many days ago. */
export const lockAgo = (days: number): SecondFactorEvent =>
  stampEvent({ type: 'countersign.locked', subject: 'alice', privileged: false }, ago(days).getTime());

/** The hash of a row, in a statement. */
export const hashOf = (sequence: number): string => `(SELECT hash FROM countersign_event WHERE sequence = ${sequence})`;

/** Adds an event that tells of a cut, as whoever has no secret can. */
export const forged = (
  firstKept: number,
  previous: string,
  type = 'countersign.trail.cut',
): string => `INSERT INTO countersign_event
  SELECT sequence + 1, gen_random_uuid(), now(), '${type}', NULL, 'cli:mallory',
    json_build_object('type', '${type}', 'firstKept', ${firstKept}::int, 'previous', ${previous}), hash, hash
  FROM countersign_event ORDER BY sequence DESC LIMIT 1`;

/** A trail with events of more than a year. */
export class OldTrail {
  constructor(readonly source: DataSource) {}

  /** Begins anew, with six events; the third is told late, behind one that is newer. */
  async begin(): Promise<void> {
    await empty(this.source);
    await this.told(...[400, 300, 120, 200, 100, 10].map(lockAgo));
  }

  async told(...events: readonly SecondFactorEvent[]): Promise<void> {
    const trail = trailOn(this.source);
    for (const event of events) trail.emit(event);
    if (!(await trail.close(20_000))) throw new Error('The trail was not written');
  }

  verify(checkpoint?: TrailEnd): Promise<TrailVerdict> {
    return verifyTrail(this.source, { secrets: SECRETS, checkpoint });
  }

  /** Cuts what is older than so many days. */
  cut(days: number): Promise<CutOutcome> {
    return cutTrail(this.source, { before: ago(days), actor: 'cli:olga', secrets: SECRETS });
  }

  /** The numbers of the events that there are, newest first. */
  async kept(): Promise<number[]> {
    return (await readTrail(this.source)).map(({ sequence }) => sequence);
  }

  /** Where the trail was when this was its last event. */
  async row(sequence: number): Promise<TrailEnd> {
    const sql = `SELECT sequence::int, hash FROM countersign_event WHERE sequence = ${sequence}`;
    const [row] = (await this.source.query(sql)) as TrailEnd[];
    if (row === undefined) throw new Error('There is no such event');
    return row;
  }
}
