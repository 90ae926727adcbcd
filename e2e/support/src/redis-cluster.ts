import { execFile } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Redis } from 'ioredis';
import { type RedisServer, startRedis } from './redis-server.js';

/** A Redis Cluster. */
export interface RedisCluster extends AsyncDisposable {
  readonly masters: readonly RedisServer[];
  /** One for each master, where they were asked for; which one is whose is the Cluster's choice. */
  readonly replicas: readonly RedisServer[];
  /** Clients of the tests' own, one for each master. */
  readonly admins: readonly Redis[];
  readonly url: string;
}

/** What a Cluster is made of. */
export interface ClusterSize {
  /** How many masters: one, or three and more. @defaultValue 3 */
  readonly masters?: number;
  /** How many replicas each of them has. @defaultValue 0 */
  readonly replicas?: 0 | 1;
}

const LAST_SLOT = 16_383;

/** Starts a Cluster, and waits until all slots are served. */
export async function startCluster({ masters: size = 3, replicas = 0 }: ClusterSize = {}): Promise<RedisCluster> {
  const nodes = await Promise.all(Array.from({ length: size * (1 + replicas) }, () => startNode()));
  const [masters, others] = [nodes.slice(0, size), nodes.slice(size)];
  // Outages are part of the tests: they connect again by themselves, and have nothing to say about it.
  const admins = masters.map((master) => new Redis(master.url).on('error', () => undefined));
  // The tool makes none of fewer than three.
  if (size < 3) await admins[0]?.call('CLUSTER', 'ADDSLOTSRANGE', 0, LAST_SLOT);
  else await createOf(nodes, replicas);
  await Promise.all(admins.map(served));
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

/** One that has met no other does not know its own address. A replica is served at once, not after five seconds for others. */
function startNode(): Promise<RedisServer> {
  const args = ['--cluster-announce-ip', '127.0.0.1', '--repl-diskless-sync-delay', '0'];
  return startRedis({ cluster: true, args });
}

async function createOf(nodes: readonly RedisServer[], replicas: number): Promise<void> {
  const addresses = nodes.map(({ port }) => `127.0.0.1:${port}`);
  const options = ['--cluster-replicas', String(replicas), '--cluster-yes'];
  await promisify(execFile)('redis-cli', ['--cluster', 'create', ...addresses, ...options]);
}

/** A node that has just started refuses for a moment, whatever slots it has. */
async function served(admin: Redis): Promise<void> {
  while (!String(await admin.call('CLUSTER', 'INFO')).includes('cluster_state:ok')) await pause(20);
}
