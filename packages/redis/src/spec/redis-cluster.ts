import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { type RedisServer, startRedis } from '@countersign/support';
import { Redis } from 'ioredis';

const run = promisify(execFile);

/** A Redis Cluster of three masters. */
export interface RedisCluster extends AsyncDisposable {
  readonly masters: readonly RedisServer[];
  /** One for each master, where they were asked for; which one is whose is the Cluster's choice. */
  readonly replicas: readonly RedisServer[];
  /** Clients of the spec's own, one for each master. */
  readonly admins: readonly Redis[];
  readonly url: string;
}

/**
 * Starts one, and waits until all slots are served.
 * @param replicas - how many each master has.
 */
export async function startCluster(replicas: 0 | 1 = 0): Promise<RedisCluster> {
  const nodes = await Promise.all(Array.from({ length: 3 * (1 + replicas) }, () => startNode()));
  const [masters, others] = [nodes.slice(0, 3), nodes.slice(3)];
  const addresses = nodes.map(({ port }) => `127.0.0.1:${port}`);
  const options = ['--cluster-replicas', String(replicas), '--cluster-yes'];
  await run('redis-cli', ['--cluster', 'create', ...addresses, ...options]);
  // Outages are part of the tests: they connect again by themselves, and have nothing to say about it.
  const admins = masters.map((master) => new Redis(master.url).on('error', () => undefined));
  return {
    masters,
    replicas: others,
    admins,
    url: masters.map((master) => master.url).join(','),
    async [Symbol.asyncDispose]() {
      for (const admin of admins) admin.disconnect();
      await Promise.all(nodes.map((node) => node[Symbol.asyncDispose]()));
    },
  };
}

/** A replica is served at once, not after the five seconds in which others might come. */
function startNode(): Promise<RedisServer> {
  return startRedis({ cluster: true, args: ['--repl-diskless-sync-delay', '0'] });
}
