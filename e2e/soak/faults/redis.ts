import { setTimeout as wait } from 'node:timers/promises';
import { atRedis, replicaOf } from '../stage.js';
import type { Fault } from './fault.js';

/** Lua: everything expires later by so many milliseconds, or sooner; what would have expired is gone. */
const SHIFT = `
for _, key in ipairs(redis.call('KEYS', '*')) do
  local left = redis.call('PTTL', key)
  if left >= 0 then redis.call('PEXPIRE', key, left + tonumber(ARGV[1])) end
end`;

/**
 * What a step of its clock does to Redis, as all that it keeps by that clock are expiries. The clock itself cannot be
 * stepped for one process: see docs/faults.md.
 */
const clockStep = (where: string, minutes: number): Fault => ({
  name: `the clock of Redis is set ${where}`,
  lastsMs: 1_000,
  async begin({ redis }) {
    const shift = (ms: number) => atRedis(redis, (client) => client.eval(SHIFT, 0, ms));
    await shift(-minutes * 60_000);
    return () => shift(minutes * 60_000);
  },
});

/** Whatever becomes of Redis. */
export const REDIS_FAULTS: readonly Fault[] = [
  {
    name: 'Redis refuses connections, and has forgotten everything',
    forgets: true,
    async begin({ redis }) {
      await redis.stop();
      return () => redis.start();
    },
  },
  {
    name: 'Redis is frozen',
    async begin({ redis }) {
      redis.freeze();
      return async () => redis.thaw();
    },
  },
  {
    name: 'Redis is slow',
    async begin({ relay }) {
      relay.delayMs = 300;
      return async () => {
        relay.delayMs = 0;
      };
    },
  },
  {
    name: 'Redis is read-only',
    // Its master does not exist, and cannot overwrite anything.
    async begin({ redis }) {
      await atRedis(redis, (client) => client.call('REPLICAOF', '127.0.0.1', '1'));
      return () => atRedis(redis, (client) => client.call('REPLICAOF', 'NO', 'ONE'));
    },
  },
  {
    name: 'Redis is flushed',
    forgets: true,
    async begin({ redis }) {
      await atRedis(redis, (client) => client.flushall());
      return async () => undefined;
    },
  },
  {
    name: 'Redis is full',
    async begin({ redis }) {
      await atRedis(redis, (client) => client.config('SET', 'maxmemory', '1'));
      return () => atRedis(redis, (client) => client.config('SET', 'maxmemory', '0'));
    },
  },
  clockStep('forward', 10),
  clockStep('back', 10),
  {
    name: 'Redis fails over to its replica',
    async begin(stage) {
      const old = stage.redis;
      const next = await replicaOf(old);
      // What is written in the last moment would be lost (docs/faults.md): nothing is.
      await atRedis(old, (client) => client.call('CLIENT', 'PAUSE', '1000', 'WRITE'));
      await wait(200);
      await old.stop();
      return async () => {
        await atRedis(next, (client) => client.call('REPLICAOF', 'NO', 'ONE'));
        stage.redis = next;
        stage.replaced.push(old);
        stage.relay.aim(next.port);
      };
    },
  },
];
