import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import type { SignInKey } from '@countersign/core';
import { type NetworkNamespace, openNamespace, type SentinelGroup, startSentinels } from '@countersign/support';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { clientOptions } from './client-options.js';
import { RedisPendingStore } from './redis-pending-store.js';
import { closeAll, closing } from './spec/closing.js';
import { answer, openWith, usable } from './spec/samples.js';

/** The master's own network; or why this machine, or whoever runs the tests, has none to give. */
const opened: NetworkNamespace | Error = await openNamespace().catch((error: Error) => error);

/** What a store says to the right digits, in a word. */
const word = (store: RedisPendingStore, key: SignInKey) =>
  answer(store, key, '493817').then(
    ({ status }) => status as string,
    ({ reason }) => `unavailable: ${reason}`,
  );

/** What a store says to somebody who comes with a right password: nothing, or why it cannot. */
const newcomer = (store: RedisPendingStore) =>
  openWith(store, '493817').then(
    () => undefined,
    ({ reason }) => reason as string,
  );

/** With a network of the master's own. */
function partitions(network: NetworkNamespace): void {
  let group: SentinelGroup;
  /** Of an app that the Sentinels lead, and of one that is on the master's side of the line and knows nothing else. */
  let [led, left]: RedisPendingStore[] = [];
  /** The spec's own client of the master, past the network. */
  let admin: Redis;

  beforeAll(async () => {
    group = await startSentinels(network);
    const path = { ...clientOptions(1_000), path: group.socket };
    admin = closing(new Redis(group.socket));
    led = closing(new RedisPendingStore(group.url));
    const client = closing(new Redis(path));
    left = new RedisPendingStore(client);
    await Promise.all([usable(led), client.connect()]);
  }, 30_000);

  afterAll(async () => {
    closeAll();
    await group[Symbol.asyncDispose]();
    await network[Symbol.asyncDispose]();
  });

  test('R08, R83, R84: a master that the network cuts off judges nothing once it has noticed, nor when it is back: its successor does', async () => {
    const [one, other] = [led as RedisPendingStore, left as RedisPendingStore];
    await admin.config('SET', 'min-replicas-to-write', '1');
    await admin.config('SET', 'min-replicas-max-lag', '1');
    const keys = await Promise.all([1, 2, 3, 4].map(() => openWith(one, '493817')));
    const used = await openWith(one, '493817');
    expect(await word(other, used)).toBe('right');
    await admin.wait(1, 1_000);
    const switched = group.sentinels.map(async (sentinel) => {
      await sentinel.subscribe('+switch-master');
      return once(sentinel, 'message');
    });

    await network.cut();
    const start = performance.now();
    expect(await word(one, used)).toMatch(/^unavailable: (timeout|connection)$/);
    expect(performance.now() - start).toBeLessThan(1_300);
    // What is lost on the way breaks no connection: it takes the master a second or two to miss its replica.
    while ((await newcomer(other)) !== 'NOREPLICAS') await wait(50);
    await Promise.all(switched);
    await usable(one);
    const said = await Promise.all(keys.flatMap((key) => [word(other, key), word(one, key), word(one, key)]));
    expect(said.sort()).toEqual([
      ...Array(4).fill('gone'),
      ...Array(4).fill('right'),
      ...Array(4).fill('unavailable: NOREPLICAS'),
    ]);

    await network.join();
    await closing(new Redis(group.master.port, network.inside)).ping();
    // The Sentinels make a replica of it some seconds later. Until then it has none of its own.
    for (const key of [...keys, used]) {
      expect(await word(other, key)).toMatch(/^unavailable: (NOREPLICAS|READONLY)$|^gone$/);
      expect(await word(one, key)).toBe('gone');
    }
  }, 60_000);
}

if (opened instanceof Error) {
  const { message } = opened;
  test(`no network can be taken from a master here (${message}): SIGSTOP stands for it, in redis-sentinel.spec.ts`, () => {
    expect(message).toMatch(/Operation not permitted|Permission denied|ENOENT|not found|Not supported/i);
  });
} else {
  describe('with a network of the master’s own', () => partitions(opened));
}
