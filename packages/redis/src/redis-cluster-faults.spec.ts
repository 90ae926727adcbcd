import { setTimeout as wait } from 'node:timers/promises';
import type { SignInKey } from '@countersign/core';
import { moveSlot, type RedisCluster, type RedisServer, startCluster } from '@countersign/support';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { keysOf } from './keys.js';
import { RedisPendingStore } from './redis-pending-store.js';
import { closeAll, closing } from './spec/closing.js';
import { answer, openWith, usable } from './spec/samples.js';

let cluster: RedisCluster;
/** As two processes have them. */
let stores: [RedisPendingStore, RedisPendingStore];

beforeAll(async () => {
  cluster = await startCluster({ replicas: 1 });
  stores = [closing(new RedisPendingStore(cluster.url)), closing(new RedisPendingStore(cluster.url))];
  await Promise.all(stores.map((store) => usable(store)));
}, 30_000);

afterAll(async () => {
  closeAll();
  await cluster[Symbol.asyncDispose]();
});

/** What these stores, asked at once, say to these digits: a word for each. */
function answers(key: SignInKey, digits: string, asked: readonly RedisPendingStore[] = stores): Promise<string[]> {
  const word = (store: RedisPendingStore) =>
    answer(store, key, digits).then(
      ({ status }) => status as string,
      ({ reason }) => `unavailable: ${reason}`,
    );
  return Promise.all(asked.map(word));
}

const count = (words: readonly string[], word: string) => words.filter((each) => each === word).length;

/** What both stores say, asked until neither is unavailable. */
async function settled(key: SignInKey): Promise<string[]> {
  const said: string[] = [];
  const end = performance.now() + 10_000;
  for (;;) {
    const words = await answers(key, '493817');
    said.push(...words.filter((word) => !word.startsWith('unavailable')));
    if (words.every((word) => said.includes(word))) return said;
    if (performance.now() > end) throw new Error(`Still ${words.join()}`);
    await wait(50);
  }
}

/** A new sign-in whose keys this master has. */
async function openAt(master: number): Promise<SignInKey> {
  for (;;) {
    const key = await openWith(stores[0], '493817');
    if (((await cluster.admins[master]?.exists(keysOf('cs', key)[0]).catch(() => 0)) ?? 0) > 0) return key;
  }
}

/** Waits until the Cluster has given a master up and has another one in its place. */
async function untilPromoted(): Promise<void> {
  const replicas = cluster.replicas.map((replica) => closing(new Redis(replica.url)));
  const before = await Promise.all(replicas.map(isMaster));
  for (;;) {
    const roles = await Promise.all(replicas.map(isMaster));
    if (roles.some((role, at) => role && !before[at])) return;
    await wait(20);
  }
}

async function isMaster(node: Redis): Promise<boolean> {
  return (await node.info('replication')).includes('role:master');
}

/** Sets something at every node that runs. */
async function setAll(name: string, value: number): Promise<void> {
  const nodes = [...cluster.masters, ...cluster.replicas].map(({ url }) =>
    closing(new Redis(url, { retryStrategy: null })),
  );
  for (const node of nodes) node.on('error', () => undefined);
  await Promise.allSettled(nodes.map((node) => node.config('SET', name, value)));
}

test('R08, R09, R83, R88: while the slot of a sign-in moves it is judged once, or not at all', async () => {
  const nodes = cluster.admins.map((admin, at) => ({ admin, port: (cluster.masters[at] as RedisServer).port }));
  const [from, to] = nodes as [(typeof nodes)[0], (typeof nodes)[0]];
  for (const digits of ['000000', '493817']) {
    const key = await openAt(0);
    const words: string[] = [];
    await moveSlot(from, to, keysOf('cs', key)[0], async () => words.push(...(await answers(key, digits))));
    expect(words.filter((word) => !/^(wrong|right|gone)$|^unavailable: (TRYAGAIN|ASK|MOVED)$/.test(word))).toEqual([]);
    // Every try that was judged was charged, wherever the keys were at that moment.
    const last = await answer(stores[0], key, '493817');
    if ('signIn' in last) expect(last.signIn.tries).toBe(count(words, 'wrong'));
    words.push(last.status, ...(await answers(key, '493817')));
    expect(count(words, 'right')).toBe(1);
  }
});

test('R08, R88: a master that was cut off and comes back as a replica signs nobody in a second time, whoever is still connected to it', async () => {
  await setAll('cluster-node-timeout', 600);
  await setAll('min-replicas-to-write', 1);
  const keys = await Promise.all(Array.from({ length: 5 }, () => openAt(2)));
  await cluster.admins[2]?.wait(1, 1_000);
  const promoted = untilPromoted();
  cluster.masters[2]?.freeze();
  await promoted;
  const fresh = closing(new RedisPendingStore(String(cluster.masters[0]?.url)));
  await usable(fresh);
  cluster.masters[2]?.thaw();
  // Until it has heard of its successor, some milliseconds, no setting keeps it from judging for who is still connected to it.
  while (await isMaster(cluster.admins[2] as Redis)) await wait(5);
  for (const key of keys) {
    const words = await answers(key, '493817', [...stores, fresh]);
    expect(count([...words, ...(await settled(key))], 'right')).toBe(1);
  }
}, 30_000);

test('R08, R83, R84: a master is killed: refused until its replica is promoted, and what was used stays used', async () => {
  await setAll('min-replicas-to-write', 0);
  const [used, tried, open] = [await openAt(1), await openAt(1), await openAt(1)];
  expect(count(await answers(used, '493817'), 'right')).toBe(1);
  expect((await answer(stores[0], tried, '000000')).status).toBe('wrong');
  await cluster.admins[1]?.wait(1, 1_000);
  const promoted = untilPromoted();
  await cluster.masters[1]?.stop();
  const start = performance.now();
  const words = await answers(used, '493817');
  expect([words.every((word) => word.startsWith('unavailable')), performance.now() - start < 1_300]).toEqual([
    true,
    true,
  ]);
  await promoted;
  expect(new Set(await settled(used))).toEqual(new Set(['gone']));
  expect(await answer(stores[1], tried, '000000')).toMatchObject({ status: 'wrong', signIn: { tries: 2 } });
  expect((await answers(open, '493817')).sort()).toEqual(['gone', 'right']);
}, 30_000);
