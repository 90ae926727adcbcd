import { mastersOf, settingOf } from './ask-redis.js';
import type { RedisClient } from './redis-client.js';
import { checkRedisReplicas } from './redis-replicas.js';

/**
 * Whether Redis may forget what must be kept: `ok`; `evicts`: when its memory is full it may throw it away, so failures would be
 * forgotten; `unreplicated`: it has replicas, and takes writes that none of them has; `refused`: it does not tell, as is usual of
 * a managed Redis.
 */
export type RedisSettings = 'ok' | 'evicts' | 'unreplicated' | 'refused';

/**
 * Asks for `maxmemory-policy` (R87) and, where there are replicas, `min-replicas-to-write` (R08), of every master in a Cluster.
 * Waits for the first connection, however long that takes: do not hold a start up for it.
 * @param client - connected, or connecting.
 * @throws StoreUnavailable when the connection is given up, or breaks while asking.
 */
export async function checkRedisSettings(client: RedisClient): Promise<RedisSettings> {
  const masters = await mastersOf(client);
  const policies = await Promise.all(masters.map((master) => settingOf(master, 'maxmemory-policy')));
  if (policies.some((policy) => policy !== undefined && policy !== 'noeviction')) return 'evicts';
  if ((await checkRedisReplicas(client)) === 'unreplicated') return 'unreplicated';
  return policies.includes(undefined) ? 'refused' : 'ok';
}
