import { RedisPendingStore } from '@countersign/redis';
import { type RedisServer, startCluster, startRedis } from '@countersign/support';
import { Redis } from 'ioredis';
import { type Console, createConsole } from './console.js';
import { type CountingCluster, type CountingRedis, connect } from './counting-client.js';
import { idleRates } from './measure.js';

/** A private Redis, and a host that uses it. */
export interface Site extends AsyncDisposable {
  readonly name: string;
  /** Clients beside the host's, one for each master. */
  readonly nodes: readonly Redis[];
  readonly ports: readonly number[];
  /** What each master takes when idle, microseconds a millisecond. */
  readonly idle: readonly number[];
  readonly client: CountingRedis | CountingCluster;
  readonly store: RedisPendingStore;
  readonly console: Console;
}

interface Servers extends AsyncDisposable {
  readonly masters: readonly RedisServer[];
  readonly admins: readonly Redis[];
}

async function startOne(): Promise<Servers> {
  const server = await startRedis();
  const admin = new Redis(server.url);
  return {
    masters: [server],
    admins: [admin],
    async [Symbol.asyncDispose]() {
      admin.disconnect();
      await server[Symbol.asyncDispose]();
    },
  };
}

/** Starts one. @param masters - of a Cluster; a single server without it. */
export async function openSite(masters?: number): Promise<Site> {
  const servers = masters === undefined ? await startOne() : await startCluster({ masters });
  const { admins: nodes } = servers;
  const url = servers.masters.map((master) => master.url).join(',');
  const client = await connect(url, masters !== undefined);
  // Patient: what is slow here is the machine.
  const store = new RedisPendingStore(client, { commandTimeoutMs: 5_000 });
  const idle = await idleRates(nodes);
  return {
    name: masters === undefined ? 'one server' : `Cluster of ${masters}`,
    ...{ nodes, ports: servers.masters.map(({ port }) => port), idle, client, store, console: createConsole(store) },
    async [Symbol.asyncDispose]() {
      client.disconnect();
      await servers[Symbol.asyncDispose]();
    },
  };
}
