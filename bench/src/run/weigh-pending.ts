import type { Redis } from 'ioredis';
import type { SystemName } from '../system.js';
import type { Contestant } from './contestant.js';

/** So many codes are really sent; the rest are copies of their keys under other names of the same length. */
const ORIGINALS = 1_000;
/** Characters of a key's name that tell copies apart. The first is one that no name has: a copy never falls on its original. */
const MARK = '~';
const DIGITS = 3;

/** What is weighed apart: counters of the subject, the number and the address; and what lives for the first 30 s alone. */
const COUNTERS = /:sends:/;
const WAITS = /:cooldown:/;

/** Copies keys in Redis itself, expiry and all: KEYS; ARGV: first copy, last copy. */
const COPY = `
for _, key in ipairs(KEYS) do
  for copy = tonumber(ARGV[1]), tonumber(ARGV[2]) do
    redis.call('COPY', key, string.sub(key, 1, -${DIGITS + 2}) .. string.format('${MARK}%0${DIGITS}x', copy))
  end
end
`;

/** Bytes of Redis. */
export interface Weight {
  readonly pending: number;
  /** For each pending code: by how much the memory that Redis uses has grown. */
  readonly bytes: number;
}

/** What pending codes weigh. */
export interface Weights {
  readonly system: SystemName;
  readonly codes: readonly Weight[];
  /** Of keys that go before the code does, once for each. */
  readonly waits: number;
  /** Of the counters of one code whose subject, number and address have none yet. */
  readonly counters: number;
}

/** Weighs what a system keeps of pending codes that it has sent in process. */
export async function weighPending(contestant: Contestant, redis: Redis, sizes: readonly number[]): Promise<Weights> {
  // Once before it counts: scripts, the buffers of connections and what else a server keeps without a code are no code's.
  await contestant.fill(ORIGINALS);
  await copyAll(redis, await redis.keys('*'), 1, 1);
  await redis.flushall();
  const empty = await usedBytes(redis);
  await contestant.fill(ORIGINALS);
  const counters = await takeAway(redis, COUNTERS);
  const waits = await takeAway(redis, WAITS);
  const own = await redis.keys('*');
  const codes: Weight[] = [];
  let copies = 0;
  for (const pending of sizes) {
    const last = pending / ORIGINALS - 1;
    await copyAll(redis, own, copies + 1, last);
    copies = last;
    codes.push({ pending, bytes: ((await usedBytes(redis)) - empty) / pending });
  }
  await redis.flushall();
  return { system: contestant.name, codes, waits, counters };
}

/** Deletes some keys. @returns how many bytes they were, for each code. */
async function takeAway(redis: Redis, which: RegExp): Promise<number> {
  const keys = (await redis.keys('*')).filter((key) => which.test(key));
  const weights = await Promise.all(keys.map((key) => redis.memory('USAGE', key)));
  if (keys.length > 0) await redis.del(keys);
  return weights.reduce<number>((sum, weight) => sum + Number(weight), 0) / ORIGINALS;
}

async function copyAll(redis: Redis, keys: readonly string[], from: number, to: number): Promise<void> {
  const batch = 100;
  for (let at = 0; at < keys.length; at += batch) {
    const some = keys.slice(at, at + batch);
    await redis.eval(COPY, some.length, ...some, from, to);
  }
}

async function usedBytes(redis: Redis): Promise<number> {
  return Number(/used_memory:(\d+)/.exec(await redis.info('memory'))?.[1]);
}
