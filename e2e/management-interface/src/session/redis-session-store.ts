import { ServiceUnavailableException } from '@nestjs/common';
import { RedisStore } from 'connect-redis';
import type { Cluster, Redis } from 'ioredis';

/** Sessions in Redis, with their native expiry. When Redis fails, the request fails as "unavailable". */
export function redisSessionStore(redis: Redis | Cluster, prefix: string, idleSeconds: number): RedisStore {
  const client = {
    get: (key: string) => orUnavailable(redis.get(key)),
    set: (key: string, value: string, _: 'EX', seconds: number) => orUnavailable(redis.set(key, value, 'EX', seconds)),
    del: (keys: string[]) => orUnavailable(redis.del(keys)),
    expire: (key: string, seconds: number) => orUnavailable(redis.expire(key, seconds)),
  };
  return new RedisStore({ client, prefix, ttl: idleSeconds });
}

async function orUnavailable<T>(reply: Promise<T>): Promise<T> {
  try {
    return await reply;
  } catch (cause) {
    throw new ServiceUnavailableException('Sessions are not available', { cause });
  }
}
