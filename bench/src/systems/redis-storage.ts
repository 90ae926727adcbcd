import type { SecondaryStorage } from 'better-auth';
import type { Redis } from 'ioredis';

const PREFIX = 'better-auth:';

const INCREMENT = `
local value = redis.call('INCR', KEYS[1])
if value == 1 then redis.call('EXPIRE', KEYS[1], ARGV[1]) end
return value
`;

/**
 * better-auth's secondary storage on ioredis: the commands of its own package for it, `@better-auth/redis-storage`, which
 * asks for another major version of ioredis than the workspace has.
 */
export function redisStorage(client: Redis): SecondaryStorage {
  return {
    get: (key) => client.get(PREFIX + key),
    getAndDelete: (key) => client.getdel(PREFIX + key),
    async set(key, value, ttl) {
      if (ttl !== undefined && ttl > 0) await client.setex(PREFIX + key, ttl, value);
      else await client.set(PREFIX + key, value);
    },
    increment: async (key, ttl) => Number(await client.eval(INCREMENT, 1, PREFIX + key, ttl)),
    async delete(key) {
      await client.del(PREFIX + key);
    },
  };
}
