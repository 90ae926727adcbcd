import { setTimeout as wait } from 'node:timers/promises';
import { freePort, type PostgresServer, type RedisServer, startRedis } from '@countersign/support';
import { startTwilioStandIn, type TwilioStandIn } from '@countersign/twilio/testing';
import { Redis } from 'ioredis';
import { type Console, startConsole } from '../harness/console.js';
import { type RoundRobin, startRoundRobin } from '../harness/round-robin.js';
import { ORIGIN } from '../harness/secure-system.js';
import { environmentOf, startParts } from '../harness/system.js';
import { until } from '../harness/until.js';
import { dying } from './lateness.js';
import { type Relay, startRelay } from './relay.js';

const CLOCK = new URL('stepped-clock.mjs', import.meta.url);

/** One app process after another at one port, with the number that its texts come from. */
export interface Seat {
  readonly port: number;
  readonly from: string;
  console: Console;
  /** Outputs of those that were killed. */
  readonly past: string[];
}

/** Everything that the faults strike. */
export interface Stage {
  redis: RedisServer;
  /** Servers that others have replaced. */
  readonly replaced: RedisServer[];
  readonly relay: Relay;
  readonly postgres: PostgresServer;
  readonly twilio: TwilioStandIn;
  readonly seats: readonly Seat[];
  readonly front: RoundRobin;
}

/** Starts it: Redis behind a relay, Postgres, the stand-in for Twilio, and app processes behind a round-robin. */
export async function startStage(): Promise<Stage> {
  const { redis, postgres, twilio: unused } = await startParts();
  await unused.close();
  const numbers = ['+15005550006', '+12025550100'];
  const twilio = await startTwilioStandIn({ numbers });
  const relay = await startRelay(redis.port);
  const parts = { redis, postgres, twilio };
  const env = { ...environmentOf(parts), REDIS_URL: `redis://127.0.0.1:${relay.port}`, ...SETTINGS };
  const seats: Seat[] = [];
  for (const from of numbers) {
    const port = await freePort();
    seats.push({
      port,
      from,
      past: [],
      console: await startConsole({ ...env, PORT: String(port), TWILIO_FROM: from }),
    });
  }
  starts.set(seats, env);
  const front = await startRoundRobin(seats.map(({ port }) => port));
  return { redis, replaced: [], relay, postgres, twilio, seats, front };
}

const SETTINGS = {
  PUBLIC_URL: ORIGIN,
  AUDIT_LOG: 'stdout',
  NODE_OPTIONS: `--import ${CLOCK.href}`,
  SECOND_FACTOR_COUNTRIES: 'NL,GB,DE,FR',
};
const starts = new WeakMap<readonly Seat[], Readonly<Record<string, string>>>();

/** Kills a process in the middle of what it does. */
export async function killAt(seat: Seat): Promise<void> {
  seat.console.app.signal('SIGKILL');
  await dying.until(seat.console.app.exited);
  seat.past.push(seat.console.app.output());
}

/** Starts another process in its place. */
export async function startAt({ seats }: Stage, seat: Seat): Promise<void> {
  const env = starts.get(seats) ?? {};
  seat.console = await startConsole({ ...env, PORT: String(seat.port), TWILIO_FROM: seat.from });
}

/** Runs commands at a server, past the relay. */
export async function atRedis<Value>({ port }: RedisServer, run: (client: Redis) => Promise<Value>): Promise<Value> {
  const client = new Redis(port, '127.0.0.1', { retryStrategy: () => 50 }).on('error', () => undefined);
  try {
    return await run(client);
  } finally {
    client.disconnect();
  }
}

/** Runs commands at a server if that works now. @returns whether it surely has. */
export async function atOnce({ port }: RedisServer, run: (client: Redis) => Promise<unknown>): Promise<boolean> {
  const client = new Redis(port, '127.0.0.1', { retryStrategy: null, maxRetriesPerRequest: 0, commandTimeout: 500 });
  client.on('error', () => undefined);
  try {
    await run(client);
    return true;
  } catch {
    return false;
  } finally {
    client.disconnect();
  }
}

/** A replica of the server that holds all that this one does. */
export async function replicaOf(master: RedisServer): Promise<RedisServer> {
  await atRedis(master, (client) => client.config('SET', 'repl-diskless-sync-delay', 0));
  const replica = await startRedis();
  await atRedis(replica, async (client) => {
    // Told, and not started as one: when it has taken its master's place, a restart leaves it a master.
    await client.call('REPLICAOF', '127.0.0.1', String(master.port));
    while (!(await client.info('replication')).includes('master_link_status:up')) await wait(20);
  });
  return replica;
}

/** Waits until every process can do its work. */
export async function untilAllReady({ seats }: Stage): Promise<void> {
  for (const { port } of seats) {
    const ready = async () => (await fetch(`http://127.0.0.1:${port}/readyz`)).status === 200;
    await until(`the process at ${port} is ready`, ready, 30_000);
  }
}

/** Ends everything. */
export async function endStage({ seats, front, relay, redis, replaced, postgres, twilio }: Stage): Promise<void> {
  await front[Symbol.asyncDispose]();
  await Promise.all(seats.map(({ console }) => console.app.stop()));
  await relay[Symbol.asyncDispose]();
  await Promise.all([redis, ...replaced, postgres, twilio].map((part) => part[Symbol.asyncDispose]()));
}
