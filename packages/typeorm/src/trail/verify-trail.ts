import { checkSecrets, KeyRing, type SecondFactorEvent } from '@countersign/core';
import type { DataSource } from 'typeorm';
import { Database } from '../database.js';
import { timeoutOf } from '../options.js';
import { readLinks } from './read-links.js';
import { columnsOf, holds, NOTHING, type TrailEnd, type TrailLink } from './trail-link.js';
import type { TypeOrmTrailOptions } from './typeorm-trail.js';

/** What {@link verifyTrail} is told. */
export interface VerifyTrailOptions extends Pick<TypeOrmTrailOptions, 'secrets' | 'timeoutMs'> {
  /** The `end` of an earlier verification, kept elsewhere than in this database: proves that nothing was cut off since. */
  readonly checkpoint?: TrailEnd | undefined;
}

/** What is wrong with a place in the chain. */
export type TrailFault =
  /** What it holds is not what was written, or was never written by us. */
  | 'changed'
  /** Events are gone that stood before it. */
  | 'missing'
  /** It was written by us, but not in this place. */
  | 'misplaced'
  /** It was made under a secret that is not among those given: nothing can be said. */
  | 'unknown_secret'
  /** The chain ends before the checkpoint. */
  | 'cut_off';

/** What became of a walk along the trail. */
export type TrailVerdict =
  /** All is as it was written; keep `end` for the next time. */
  | { readonly ok: true; readonly events: number; readonly end: TrailEnd }
  /** So many events are as they were written; the one with this number is not, or is not there. */
  | { readonly ok: false; readonly events: number; readonly sequence: number; readonly fault: TrailFault };

/**
 * Walks along the whole trail, a page at a time, and tells whether it is as it was written, or the first place where it is
 * not (R75).
 * @throws StoreUnavailable when the database does not answer. OptionError for a bad option.
 */
export async function verifyTrail(dataSource: DataSource, options: VerifyTrailOptions): Promise<TrailVerdict> {
  const database = new Database(dataSource, timeoutOf(options));
  const keys = new KeyRing(checkSecrets(options.secrets));
  const { checkpoint = NOTHING } = options;
  let end = NOTHING;
  for (let page = await readLinks(database, end); page.length > 0; page = await readLinks(database, end)) {
    for (const kept of page) {
      const fault = faultOf(keys, end, kept) ?? (isOther(checkpoint, kept) ? 'changed' : undefined);
      if (fault) return broken(end, fault);
      end = { sequence: kept.sequence, hash: kept.hash };
    }
  }
  if (end.sequence < checkpoint.sequence) return broken(end, 'cut_off');
  return { ok: true, events: end.sequence, end };
}

function broken({ sequence }: TrailEnd, fault: TrailFault): TrailVerdict {
  return { ok: false, events: sequence, sequence: sequence + 1, fault };
}

function faultOf(keys: KeyRing, before: TrailEnd, kept: TrailLink): TrailFault | undefined {
  if (kept.sequence !== before.sequence + 1) return 'missing';
  const held = holds(keys, kept);
  if (held === undefined) return 'unknown_secret';
  if (!held || !columnsHold(kept)) return 'changed';
  return kept.previous === before.hash ? undefined : 'misplaced';
}

/** The hash is of the text; the columns beside it must say the same, or a search would be led astray. */
function columnsHold(kept: TrailLink): boolean {
  const columns = Object.entries(columnsOf(JSON.parse(kept.payload) as SecondFactorEvent));
  return columns.every(([name, value]) => kept[name as keyof TrailLink] === value);
}

function isOther(checkpoint: TrailEnd, { sequence, hash }: TrailEnd): boolean {
  return sequence === checkpoint.sequence && hash !== checkpoint.hash;
}
