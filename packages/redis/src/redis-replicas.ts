import { type Asked, infoOf, mastersOf, settingOf } from './ask-redis.js';
import type { RedisClient } from './redis-client.js';

/**
 * Whether a master that has replicas takes writes that none of them has: `none`: there are no replicas, or it does not tell;
 * `ok`: it refuses them; `unreplicated`: it takes them, so that one that is cut off goes on judging, and what it wrote is
 * forgotten at its successor; `refused`: there are replicas, and it does not tell.
 */
export type RedisReplicas = 'none' | 'ok' | 'unreplicated' | 'refused';

/** From the worst to the best. */
const WORST = ['unreplicated', 'refused', 'ok', 'none'] as const;

/**
 * Asks for `min-replicas-to-write` where there are replicas (R08), of every master in a Cluster. Waits for the first connection, however long
 * that takes: do not hold a start up for it.
 * @param client - connected, or connecting.
 * @throws StoreUnavailable when the connection is given up, or breaks while asking.
 */
export async function checkRedisReplicas(client: RedisClient): Promise<RedisReplicas> {
  const found = await Promise.all((await mastersOf(client)).map(replicasOf));
  return WORST.find((each) => found.includes(each)) ?? 'none';
}

/** Either setting at 0 turns it off. */
async function replicasOf(master: Asked): Promise<RedisReplicas> {
  const [, replicas = '0'] = /^connected_slaves:(\d+)/m.exec(await infoOf(master, 'replication')) ?? [];
  if (replicas === '0') return 'none';
  const names = ['min-replicas-to-write', 'min-replicas-max-lag'];
  const settings = await Promise.all(names.map((name) => settingOf(master, name)));
  if (settings.includes(undefined)) return 'refused';
  return settings.includes('0') ? 'unreplicated' : 'ok';
}
