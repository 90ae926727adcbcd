import { KeyRing } from '@countersign/core';
import { type KeptFailures, RedisPendingStore, readFailures } from '@countersign/redis';
import type { GivenOptions } from '../command.js';
import { redisFault } from '../doctor/redis/redis-fault.js';
import { type Client, withRedis } from '../doctor/redis/with-redis.js';
import { type Environment, textOf } from '../environment.js';
import { secretsOf } from '../secrets.js';
import { Unable } from '../unable.js';
import { redisPrefix } from './subject-options.js';

/** What Redis has of one subject: its failures of 24 hours, and so its lock. */
export class LockInRedis {
  /** Use {@link lockInRedis}. */
  constructor(
    private readonly url: string,
    private readonly tag: string,
    private readonly prefix: string,
  ) {}

  /** How many failures there are, and what they keep from. @throws Unable */
  read(): Promise<KeptFailures> {
    return this.#with((client) => readFailures(client, this.tag, this.prefix));
  }

  /** Ends the lock. @throws Unable */
  clear(): Promise<void> {
    return this.#with((client) => new RedisPendingStore(client, { prefix: this.prefix }).clearFailures(this.tag));
  }

  async #with<Value>(work: (client: Client) => Promise<Value>): Promise<Value> {
    try {
      return await withRedis(this.url, work);
    } catch (error) {
      const { says, todo = '' } = redisFault(error);
      throw new Unable(`${says} ${todo}`);
    }
  }
}

/**
 * The lock of a subject where there is a Redis; `undefined` where `REDIS_URL` is not set.
 * @throws Unable for secrets that cannot be used: a subject's keys are named by them.
 */
export function lockInRedis(env: Environment, given: GivenOptions, subject: string): LockInRedis | undefined {
  const url = textOf(env, 'REDIS_URL');
  if (url === undefined) return undefined;
  return new LockInRedis(url, new KeyRing(secretsOf(env)).subjectTag(subject), redisPrefix(given));
}
