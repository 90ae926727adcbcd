import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { type RedisServer, startRedis } from '@countersign/support';
import { Redis } from 'ioredis';

/** A Redis Cluster of three masters. */
export interface RedisCluster extends AsyncDisposable {
  readonly masters: readonly RedisServer[];
  /** Clients of the spec's own, one for each master. */
  readonly admins: readonly Redis[];
  readonly url: string;
}

/** Starts one, and waits until all slots are served. */
export async function startCluster(): Promise<RedisCluster> {
  const masters = await Promise.all([1, 2, 3].map(() => startRedis({ cluster: true })));
  const addresses = masters.map(({ port }) => `127.0.0.1:${port}`);
  await promisify(execFile)('redis-cli', ['--cluster', 'create', ...addresses, '--cluster-yes']);
  const admins = masters.map((master) => new Redis(master.url));
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
