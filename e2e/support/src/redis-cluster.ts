import { execFile } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Redis } from 'ioredis';
import { type RedisServer, startRedis } from './redis-server.js';

/** A Redis Cluster without replicas. */
export interface RedisCluster extends AsyncDisposable {
  readonly masters: readonly RedisServer[];
  /** Clients of the tests' own, one for each master. */
  readonly admins: readonly Redis[];
  readonly url: string;
}

const LAST_SLOT = 16_383;

/**
 * Starts a Cluster, and waits until all slots are served.
 * @param size - how many masters: one, or three and more.
 */
export async function startCluster(size = 3): Promise<RedisCluster> {
  // One that has met no other does not know its own address.
  const args = ['--cluster-announce-ip', '127.0.0.1'];
  const masters = await Promise.all(Array.from({ length: size }, () => startRedis({ cluster: true, args })));
  const admins = masters.map((master) => new Redis(master.url));
  // The tool makes none of fewer than three.
  if (size < 3) await admins[0]?.call('CLUSTER', 'ADDSLOTSRANGE', 0, LAST_SLOT);
  else await createOf(masters);
  await Promise.all(admins.map(served));
  return {
    masters,
    admins,
    url: masters.map((master) => master.url).join(','),
    async [Symbol.asyncDispose]() {
      for (const admin of admins) admin.disconnect();
      await Promise.all(masters.map((master) => master[Symbol.asyncDispose]()));
    },
  };
}

async function createOf(masters: readonly RedisServer[]): Promise<void> {
  const addresses = masters.map(({ port }) => `127.0.0.1:${port}`);
  await promisify(execFile)('redis-cli', ['--cluster', 'create', ...addresses, '--cluster-yes']);
}

/** A node that has just started refuses for a moment, whatever slots it has. */
async function served(admin: Redis): Promise<void> {
  while (!String(await admin.call('CLUSTER', 'INFO')).includes('cluster_state:ok')) await pause(20);
}
