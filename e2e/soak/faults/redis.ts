import { setTimeout as wait } from 'node:timers/promises';
import { atRedis, replicaOf } from '../stage.js';
import type { Fault } from './fault.js';

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
