import { readSubject } from '@countersign/typeorm';
import type { GivenOptions, Terminal } from '../command.js';
import { tablePlace } from '../database/database-options.js';
import { STEP_MS, withDatabase } from '../database/with-database.js';
import type { LockInRedis } from './lock-in-redis.js';
import { statusLines } from './status-lines.js';

/** Prints what is known of a subject. @throws Unable when a store that is given cannot be asked. */
export async function lookAt(
  subject: string,
  lock: LockInRedis | undefined,
  given: GivenOptions,
  { env, out }: Pick<Terminal, 'env' | 'out'>,
): Promise<void> {
  const kept = await lock?.read();
  const summary = await withDatabase(env, tablePlace(given), (dataSource) =>
    readSubject(dataSource, subject, { timeoutMs: STEP_MS }),
  );
  out(`${statusLines(subject, summary, kept).join('\n')}\n`);
}
