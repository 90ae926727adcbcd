import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { endWithThisProcess } from './end-with-this-process.js';
import { freePort } from './free-port.js';
import type { NetworkNamespace } from './network-namespace.js';
import { type RedisOptions, type RedisServer, startRedis } from './redis-server.js';

/** A master, its replica, and three Sentinels that give a master up after half a second. */
export interface SentinelGroup extends AsyncDisposable {
  readonly master: RedisServer;
  /** A Unix socket of the master's: it is there whatever becomes of the network. */
  readonly socket: string;
  readonly replica: RedisServer;
  /** Clients of the tests' own, one for each Sentinel. */
  readonly sentinels: readonly Redis[];
  readonly hosts: readonly string[];
  readonly url: string;
}

const AT_ONCE = ['--repl-diskless-sync-delay', '0'];

/**
 * Starts them, and waits until all know one another.
 * @param across - where the master is, alone; all others are on our side of its line. @defaultValue nowhere else
 */
export async function startSentinels(across?: NetworkNamespace): Promise<SentinelGroup> {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-sentinel-'));
  const socket = join(folder, 'master');
  const master = await startRedis(masterOptions(socket, across));
  const host = across?.inside ?? '127.0.0.1';
  const replica = await startRedis({ args: replicaArgs(host, master.port, across) });
  await untilTold(replica.port, 'replication', /master_link_status:up/);
  const ports = await Promise.all([1, 2, 3].map(() => freePort()));
  const processes = await Promise.all(ports.map((port) => startOne(folder, port, `${host} ${master.port}`)));
  await Promise.all(ports.map((port) => untilTold(port, 'sentinel', /slaves=1,sentinels=3/)));
  const sentinels = ports.map((port) => new Redis(port));
  const hosts = ports.map((port) => `127.0.0.1:${port}`);
  return {
    master,
    socket,
    replica,
    sentinels,
    hosts,
    url: `redis+sentinel://${hosts}/mymaster`,
    async [Symbol.asyncDispose]() {
      for (const sentinel of sentinels) sentinel.disconnect();
      await Promise.all(processes.map(end));
      await Promise.all([master, replica].map((server) => server[Symbol.asyncDispose]()));
      await rm(folder, { recursive: true });
    },
  };
}

function masterOptions(socket: string, across?: NetworkNamespace): RedisOptions {
  const args = [...AT_ONCE, '--unixsocket', socket];
  if (!across) return { args };
  return { args: [...args, '--bind', across.inside, '--protected-mode', 'no'], enter: across.enter };
}

function replicaArgs(host: string, port: number, across?: NetworkNamespace): string[] {
  const args = [...AT_ONCE, '--replicaof', host, String(port)];
  if (!across) return args;
  const { outside } = across;
  return [...args, '--bind', '127.0.0.1', outside, '--replica-announce-ip', outside, '--protected-mode', 'no'];
}

/** A Sentinel, and who ends it if this process cannot. */
type Sentinel = readonly [running: ChildProcess, watcher: ChildProcess | undefined];

async function startOne(folder: string, port: number, master: string): Promise<Sentinel> {
  const file = join(folder, `${port}.conf`);
  const monitor = `monitor mymaster ${master} 2`;
  const settings = [
    monitor,
    'announce-ip 127.0.0.1',
    'down-after-milliseconds mymaster 500',
    'failover-timeout mymaster 3000',
  ];
  const lines = [`port ${port}`, 'bind 127.0.0.1', `dir ${folder}`, ...settings.map((each) => `sentinel ${each}`)];
  await writeFile(file, lines.join('\n'));
  const running = spawn('redis-server', [file, '--sentinel'], { stdio: 'ignore' });
  return [running, endWithThisProcess(running, folder)];
}

async function end([running, watcher]: Sentinel): Promise<void> {
  const ended = once(running, 'exit');
  running.kill('SIGKILL');
  await ended;
  watcher?.kill('SIGKILL');
}

async function untilTold(port: number, section: string, what: RegExp): Promise<void> {
  const client = new Redis(port, { retryStrategy: () => 50 }).on('error', () => undefined);
  while (!what.test(await client.info(section))) await wait(50);
  client.disconnect();
}
