import 'reflect-metadata';
import { Redis } from 'ioredis';
import { MemorySink } from './memory-sink.js';
import { answerOrders } from './run/answer-orders.js';
import { SYSTEMS, type SystemName } from './system.js';
import { createSystem } from './systems/create-system.js';

/** The same for every system: fails fast, never replays. */
const connect = (port: number) => new Redis({ host: '127.0.0.1', port, enableOfflineQueue: false, lazyConnect: true });

async function start([name, port]: readonly (string | undefined)[]): Promise<void> {
  if (!SYSTEMS.includes(name as SystemName)) throw new Error(`${name} is none of the systems`);
  const redis = { secondStep: connect(Number(port)), sessions: connect(Number(port)) };
  await Promise.all([redis.secondStep.connect(), redis.sessions.connect()]);
  const sink = new MemorySink();
  const system = await createSystem(name as SystemName, { redis, sink, secret: 'b'.repeat(64) });
  answerOrders(system, sink);
}

start(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
