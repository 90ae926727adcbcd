import { once } from 'node:events';
import { freePort, type SentinelGroup, startSentinels } from '@countersign/support';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { RedisPendingStore } from './redis-pending-store.js';
import { closeAll, closing } from './spec/closing.js';
import { answer, openWith, usable } from './spec/samples.js';

let group: SentinelGroup;

beforeAll(async () => {
  group = await startSentinels();
}, 30_000);

afterAll(async () => {
  closeAll();
  await group[Symbol.asyncDispose]();
});

const storeOf = (...hosts: string[]) =>
  closing(new RedisPendingStore(`redis+sentinel://${[...hosts, ...group.hosts].join()}/mymaster`));

test('a master that Sentinels know is found, also when the first Sentinel is down', async () => {
  const store = storeOf(`127.0.0.1:${await freePort()}`);
  await usable(store);
  expect((await answer(store, await openWith(store, '493817'), '493817')).status).toBe('right');
});

test('R08: it is told of one that takes writes without its replica, and not of one that refuses them', async () => {
  const store = storeOf();
  await usable(store);
  const admin = closing(new Redis(group.master.url));
  expect(await store.checkSettings()).toBe('unreplicated');
  await admin.config('SET', 'min-replicas-to-write', '1');
  expect(await store.checkSettings()).toBe('ok');
  await admin.config('SET', 'min-replicas-to-write', '0');
});

test('R08, R83, R84, R88: after a failover nobody goes on at the old master, though that is back; what was used stays used', async () => {
  const before = [storeOf(), storeOf()] as const;
  await Promise.all(before.map((store) => usable(store)));
  const used = await openWith(before[0], '493817');
  expect((await answer(before[1], used, '493817')).status).toBe('right');
  const open = await Promise.all([1, 2, 3].map(() => openWith(before[0], '493817')));
  const admin = closing(new Redis(group.master.url));
  await admin.wait(1, 1_000);

  const switched = group.sentinels.map(async (sentinel) => {
    await sentinel.subscribe('+switch-master');
    return once(sentinel, 'message');
  });
  group.master.freeze();
  const start = performance.now();
  await expect(answer(before[0], used, '493817')).rejects.toThrow(/unavailable/);
  expect(performance.now() - start).toBeLessThan(1_300);
  await Promise.all(switched);
  group.master.thaw();

  const stores = [...before, storeOf()];
  await Promise.all(stores.map((store) => usable(store)));
  for (const key of open) {
    const statuses = await Promise.all(stores.map(async (store) => (await answer(store, key, '493817')).status));
    expect(statuses.sort()).toEqual(['gone', 'gone', 'right']);
  }
  expect((await answer(before[0], used, '493817')).status).toBe('gone');
}, 30_000);
