import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { pendingStoreContract } from '@countersign/core/testing';
import { type RedisCluster, startCluster } from '@countersign/support';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Cluster } from 'ioredis';
import { connectRedis } from './connect.js';
import { RedisPendingStore } from './redis-pending-store.js';
import { checkRedisSettings } from './redis-settings.js';
import { asDocumentedUser, documentedUsers, unusedCommands } from './spec/documented-user.js';
import { redisHarness } from './spec/redis-harness.js';
import { answer, openWith, usable } from './spec/samples.js';

let cluster: RedisCluster;
let store: RedisPendingStore;
const users = documentedUsers();

beforeAll(async () => {
  cluster = await startCluster();
  const [url = ''] = await Promise.all(cluster.admins.map((admin) => asDocumentedUser(admin, cluster.url, users)));
  store = new RedisPendingStore(url);
  await usable(store);
}, 30_000);

afterAll(async () => {
  store.disconnect();
  await cluster[Symbol.asyncDispose]();
});

describe('R87: RedisPendingStore on a Cluster keeps the contract, as a user who may do no more than docs/running.md says', () => {
  for (const { name, run } of pendingStoreContract()) test(name, () => run(redisHarness(store, cluster.admins)));

  test('R87: and each of its commands is used, and no other was tried', async () => {
    expect(await store.checkSettings()).toBe('ok');
    expect(await unusedCommands(cluster.admins, users)).toEqual([]);
    for (const admin of cluster.admins) expect(await admin.call('ACL', 'LOG')).toEqual([]);
  });
});

const address = () => ({ host: '127.0.0.1', port: cluster.masters[0]?.port ?? 0 });

describe('RedisPendingStore on a Cluster', () => {
  test('spreads subjects over the masters', async () => {
    await Promise.all(Array.from({ length: 60 }, () => openWith(store, '493817')));
    for (const admin of cluster.admins) expect(await admin.dbsize()).toBeGreaterThan(0);
  });

  test("takes a host's Cluster with the queue off at the top level", async () => {
    const own = new Cluster([address()], { enableOfflineQueue: false });
    const shared = new RedisPendingStore(own);
    await usable(shared);
    expect((await answer(shared, await openWith(shared, '493817'), '493817')).status).toBe('right');
    shared.disconnect();
    expect(await own.ping()).toBe('PONG');
    own.disconnect();
  });

  test('a Cluster that we make has all its nodes connected, and refuses nothing that comes first', async () => {
    const own = connectRedis(cluster.url) as Cluster;
    await once(own, 'ready');
    const connected = () => own.nodes('master').every(({ status }) => status === 'ready');
    while (!connected()) await wait(5);
    const keys = Array.from({ length: 30 }, (_, n) => `cs:first:${n}`);
    expect(await Promise.all(keys.map((key) => own.set(key, '1', 'PX', 1_000)))).toEqual(Array(30).fill('OK'));
    own.disconnect();
  });

  test('R87: its settings are those of the worst master', async () => {
    expect(await store.checkSettings()).toBe('ok');
    await cluster.admins[1]?.config('SET', 'maxmemory-policy', 'allkeys-lru');
    expect(await store.checkSettings()).toBe('evicts');
    await cluster.admins[1]?.config('SET', 'maxmemory-policy', 'noeviction');
    const own = new Cluster([address()]);
    expect(await checkRedisSettings(own)).toBe('ok');
    own.disconnect();
  });

  test('R83: frozen masters are given up within 1.3 s', async () => {
    const key = await openWith(store, '493817');
    for (const master of cluster.masters) master.freeze();
    const start = performance.now();
    await expect(answer(store, key, '493817')).rejects.toThrow(/unavailable/);
    expect(performance.now() - start).toBeLessThan(1_300);
    for (const master of cluster.masters) master.thaw();
  });
});
