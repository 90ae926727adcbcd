import { checkSecrets, KeyRing } from '@countersign/core';
import type { DataSource } from 'typeorm';
import { Database } from '../database.js';
import { timeoutOf } from '../options.js';
import { readLinks } from './read-links.js';
import type { TrailEnd } from './trail-link.js';
import type { TrailVerdict } from './trail-verdict.js';
import { TrailWalk } from './trail-walk.js';
import type { TypeOrmTrailOptions } from './typeorm-trail.js';

/** What {@link verifyTrail} is told. */
export interface VerifyTrailOptions extends Pick<TypeOrmTrailOptions, 'secrets' | 'timeoutMs'> {
  /** The `end` of an earlier verification, kept elsewhere than in this database: proves that nothing was cut off since. */
  readonly checkpoint?: TrailEnd | undefined;
}

/**
 * Walks along the whole trail, a page at a time, and tells whether it is as it was written, or the first place where it is
 * not (R75). A trail whose oldest events are gone is as it was written where an event of its own tells of the cut.
 * @throws StoreUnavailable when the database does not answer. OptionError for a bad option.
 */
export async function verifyTrail(dataSource: DataSource, options: VerifyTrailOptions): Promise<TrailVerdict> {
  const database = new Database(dataSource, timeoutOf(options));
  const walk = new TrailWalk(new KeyRing(checkSecrets(options.secrets)), options.checkpoint);
  for (let page = await readLinks(database, walk.end); page.length > 0; page = await readLinks(database, walk.end)) {
    for (const kept of page) {
      const broken = walk.step(kept);
      if (broken) return broken;
    }
  }
  return walk.finish();
}
