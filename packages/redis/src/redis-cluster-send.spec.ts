import type { SendQuota } from '@countersign/core';
import { type RedisCluster, startCluster } from '@countersign/support';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Cluster } from 'ioredis';
import { keysOf } from './keys.js';
import { RedisPendingStore } from './redis-pending-store.js';
import { quotasOf } from './spec/quotas.js';
import { answer, LIMITS, newCode, newKey, newSignIn, usable } from './spec/samples.js';

/** A Cluster's client that counts how often somebody waits for an answer before asking for more. */
class CountingCluster extends Cluster {
  trips = 0;
  #answered = true;

  override sendCommand(...[command, ...rest]: Parameters<Cluster['sendCommand']>): unknown {
    if (this.#answered) this.trips += 1;
    this.#answered = false;
    const answered = () => {
      this.#answered = true;
    };
    command.promise.then(answered, answered);
    return super.sendCommand(command, ...rest);
  }
}

let cluster: RedisCluster;
let client: CountingCluster;
let store: RedisPendingStore;
let other: RedisPendingStore;

beforeAll(async () => {
  cluster = await startCluster();
  const options = { enableOfflineQueue: false };
  client = new CountingCluster([{ host: '127.0.0.1', port: cluster.masters[0]?.port ?? 0 }], options);
  store = new RedisPendingStore(client);
  other = new RedisPendingStore(cluster.url);
  await Promise.all([usable(store), usable(other)]);
}, 30_000);

afterAll(async () => {
  other.disconnect();
  client.disconnect();
  await cluster[Symbol.asyncDispose]();
});

beforeEach(async () => {
  await Promise.all(cluster.admins.map((admin) => admin.flushall()));
  // Every script has run once, so that no command is repeated because a master does not know it.
  const key = newKey();
  const quotas = quotasOf(key, { number: 1 });
  for (let n = 0; n < 2; n++) await open(key, quotas);
  await store.read(key);
  await store.issue(key, newCode(key, '502846'), LIMITS);
  await answer(store, key, '000000');
  await Promise.all(cluster.admins.map((admin) => admin.flushall()));
});

/** Opens a sign-in with a code that costs these. */
function open(key: ReturnType<typeof newKey>, quotas: readonly SendQuota[]) {
  return store.open(key, newSignIn(), LIMITS, { ...newCode(key, '493817'), quotas });
}

/** Lets the wait after a send be over. */
async function passWait(key: ReturnType<typeof newKey>): Promise<void> {
  await client.del(keysOf('cs', key)[2]);
}

async function tripsOf(work: () => Promise<unknown>): Promise<number> {
  const before = client.trips;
  await work();
  return client.trips - before;
}

/** The counters of sends, by key. */
async function counters(): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const admin of cluster.admins) {
    for (const key of await admin.keys('cs:*:sends:*')) found[key] = Number(await admin.get(key));
  }
  return found;
}

describe('a send on a Cluster', () => {
  test('works at the first try after a start, on nodes that nobody has asked anything yet', async () => {
    const started = new RedisPendingStore(cluster.url);
    await usable(started);
    const key = newKey();
    const quotas = quotasOf(key);
    const outcome = await started.open(key, newSignIn(), LIMITS, { ...newCode(key, '493817'), quotas });
    started.disconnect();
    expect(outcome.status).toBe('opened');
  });

  test('R25: takes one round trip for all quotas, a resend two with its read, an answer one', async () => {
    const key = newKey();
    const quotas = quotasOf(key);
    expect(await tripsOf(() => open(key, quotas))).toBe(1);
    await passWait(key);
    const resend = async () => {
      await store.read(key);
      return store.issue(key, { ...newCode(key, '502846'), quotas }, LIMITS);
    };
    expect(await tripsOf(resend)).toBe(2);
    expect(await tripsOf(() => answer(store, key, '502846'))).toBe(1);
    expect(new Set(Object.values(await counters()))).toEqual(new Set([2]));
    expect(Object.keys(await counters())).toHaveLength(8);
  });

  test('R24: that a shared quota refuses is withdrawn in one more, and nothing stays charged', async () => {
    const [first, second] = [newKey(), newKey()];
    await open(first, quotasOf(first, { number: 1 }));
    const charged = await counters();
    let outcome: unknown;
    const refused = async () => {
      outcome = await open(second, quotasOf(second, { number: 1 }));
    };
    expect(await tripsOf(refused)).toBe(2);
    expect(outcome).toMatchObject({ status: 'full', quota: 'number', retryAfterSeconds: 3_600 });
    expect(await counters()).toEqual(charged);
  });

  test('R24: of twenty in parallel, over two clients, makes one message', async () => {
    const key = newKey();
    const quotas = quotasOf(key, { number: 30 });
    await open(key, quotas);
    await passWait(key);
    const sends = Array.from({ length: 20 }, (_, n) =>
      [store, other][n % 2]?.issue(key, { ...newCode(key, String(200_000 + n)), quotas }, LIMITS),
    );
    const outcomes = await Promise.all(sends);
    expect(outcomes.filter((outcome) => outcome?.status === 'issued')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome?.status === 'too_soon')).toHaveLength(19);
    expect(new Set(Object.values(await counters()))).toEqual(new Set([2]));
  });

  test('R83: of which one part does not answer is refused, and what was charged stays charged', async () => {
    const masterOf = async (pattern: string) => {
      const found = await Promise.all(cluster.admins.map((admin) => admin.keys(pattern)));
      return found.findIndex((keys) => keys.length > 0);
    };
    await open(newKey(), quotasOf(newKey()));
    const ofTotal = await masterOf('cs:{all}:*');
    let key = newKey();
    for (;;) {
      await store.open(key, newSignIn(), LIMITS);
      if ((await masterOf(`cs:{${key.subjectTag}}:*`)) !== ofTotal) break;
      key = newKey();
    }
    cluster.masters[ofTotal]?.freeze();
    await expect(open(key, quotasOf(key))).rejects.toThrow(/unavailable/);
    cluster.masters[ofTotal]?.thaw();
    expect(await counters()).toMatchObject({ [`cs:{${key.subjectTag}}:sends:h`]: 1 });
  });
});
