import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { pendingStoreContract } from '@countersign/core/testing';
import { type RedisServer, startRedis } from '@countersign/support';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Cluster, Redis } from 'ioredis';
import { RedisPendingStore } from './redis-pending-store.js';
import { checkRedisSettings } from './redis-settings.js';
import { redisHarness } from './spec/redis-harness.js';
import { answer, openWith, usable } from './spec/samples.js';

let masters: RedisServer[];
let admins: Redis[];
let store: RedisPendingStore;
let url: string;

beforeAll(async () => {
  masters = await Promise.all([1, 2, 3].map(() => startRedis({ cluster: true })));
  const addresses = masters.map(({ port }) => `127.0.0.1:${port}`);
  await promisify(execFile)('redis-cli', ['--cluster', 'create', ...addresses, '--cluster-yes']);
  admins = masters.map((master) => new Redis(master.url));
  url = masters.map((master) => master.url).join(',');
  store = new RedisPendingStore(url);
  await usable(store);
}, 30_000);

afterAll(async () => {
  store.disconnect();
  for (const admin of admins) admin.disconnect();
  await Promise.all(masters.map((master) => master[Symbol.asyncDispose]()));
});

describe('RedisPendingStore on a Cluster keeps the contract', () => {
  for (const { name, run } of pendingStoreContract()) test(name, () => run(redisHarness(store, admins)));
});

describe('RedisPendingStore on a Cluster', () => {
  test('spreads subjects over the masters', async () => {
    await Promise.all(Array.from({ length: 60 }, () => openWith(store, '493817')));
    for (const admin of admins) expect(await admin.dbsize()).toBeGreaterThan(0);
  });

  test("takes a host's Cluster with the queue off at the top level", async () => {
    const cluster = new Cluster([{ host: '127.0.0.1', port: masters[0]?.port ?? 0 }], { enableOfflineQueue: false });
    const shared = new RedisPendingStore(cluster);
    await usable(shared);
    expect((await answer(shared, await openWith(shared, '493817'), '493817')).status).toBe('right');
    shared.disconnect();
    expect(await cluster.ping()).toBe('PONG');
    cluster.disconnect();
  });

  test('R87: its settings are those of the worst master', async () => {
    expect(await store.checkSettings()).toBe('ok');
    await admins[1]?.config('SET', 'maxmemory-policy', 'allkeys-lru');
    expect(await store.checkSettings()).toBe('evicts');
    await admins[1]?.config('SET', 'maxmemory-policy', 'noeviction');
    const cluster = new Cluster([{ host: '127.0.0.1', port: masters[0]?.port ?? 0 }]);
    expect(await checkRedisSettings(cluster)).toBe('ok');
    cluster.disconnect();
  });

  test('R83: frozen masters are given up within 1.3 s', async () => {
    const key = await openWith(store, '493817');
    for (const master of masters) master.freeze();
    const start = performance.now();
    await expect(answer(store, key, '493817')).rejects.toThrow(/unavailable/);
    expect(performance.now() - start).toBeLessThan(1_300);
    for (const master of masters) master.thaw();
  });
});
