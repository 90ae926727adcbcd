import { inspect } from 'node:util';
import { StoreUnavailable } from '@countersign/core';
import { freePort, type RedisServer, startRedis } from '@countersign/support';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { RedisPendingStore } from './redis-pending-store.js';
import { closeAll, closing } from './spec/closing.js';
import { answer, gateOf, LIMITS, newCode, newKey, newSignIn, openWith, usable } from './spec/samples.js';

let server: RedisServer;
let admin: Redis;
let store: RedisPendingStore;

beforeEach(async () => {
  // A replica is served at once, not after the five seconds in which others might come.
  server = await startRedis({ args: ['--repl-diskless-sync-delay', '0'] });
  admin = closing(new Redis(server.url));
  admin.on('error', () => undefined);
  store = closing(new RedisPendingStore(server.url));
  await usable(store);
});

afterEach(async () => {
  closeAll();
  await server[Symbol.asyncDispose]();
});

/** Every operation that the store has, on one sign-in. */
const operations = (on: RedisPendingStore, key = newKey()) => ({
  open: () => on.open(key, newSignIn(), LIMITS, newCode(key, '493817')),
  read: () => on.read(key),
  issue: () => on.issue(key, newCode(key, '502846'), LIMITS),
  repeat: () => on.repeat(key, { reference: 'KX', send: 1, quotas: [], curable: [] }, LIMITS),
  noteDelivery: () => on.noteDelivery(key, 'KX', 'delivered'),
  verify: () => answer(on, key, '493817'),
  close: () => on.close(key),
  clearFailures: () => on.clearFailures(key.subjectTag),
  giveBack: () => on.giveBack(key),
  ping: () => on.ping(),
});

const failure = async (work: Promise<unknown>): Promise<{ error: unknown; ms: number }> => {
  const start = performance.now();
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return { error, ms: performance.now() - start };
};

const unavailable = async (work: Promise<unknown>): Promise<string> => {
  const { error } = await failure(work);
  expect(error).toBeInstanceOf(StoreUnavailable);
  return (error as StoreUnavailable).reason;
};

describe('R83: Redis out of reach', () => {
  test('a refused port refuses at once, whatever the operation', async () => {
    const reasons: string[] = [];
    const onError = (reason: string) => reasons.push(reason);
    const refused = closing(new RedisPendingStore(`redis://127.0.0.1:${await freePort()}`, { onError }));
    const refusesAll = async () => {
      for (const operation of Object.values(operations(refused))) {
        const { error, ms } = await failure(operation());
        expect(error).toEqual(new StoreUnavailable('connection'));
        expect(ms).toBeLessThan(50);
      }
    };
    await refusesAll();
    while (reasons.length < 2) await new Promise((resolve) => setTimeout(resolve, 10));
    await refusesAll();
    expect(new Set(reasons)).toEqual(new Set(['ECONNREFUSED']));
  });

  test('a frozen server is given up within 1.3 s, all calls beside one another', async () => {
    const key = await openWith(store, '493817');
    server.freeze();
    const failures = await Promise.all(Object.values(operations(store, key)).map((operation) => failure(operation())));
    server.thaw();
    for (const { error, ms } of failures) {
      expect(error).toEqual(new StoreUnavailable('timeout'));
      expect(ms).toBeLessThan(1_300);
    }
  });

  test('a paused server is given up after the time asked for', async () => {
    const hasty = closing(new RedisPendingStore(server.url, { commandTimeoutMs: 250 }));
    await usable(hasty);
    await admin.client('PAUSE', 400, 'ALL');
    const { error, ms } = await failure(answer(hasty, newKey(), '493817'));
    expect(error).toEqual(new StoreUnavailable('timeout'));
    expect(ms).toBeLessThan(400);
  });

  test('a connection that breaks under a command settles it at once', async () => {
    server.freeze();
    const call = failure(answer(store, newKey(), '493817'));
    await server.stop();
    const { error, ms } = await call;
    expect(error).toEqual(new StoreUnavailable('connection'));
    expect(ms).toBeLessThan(900);
  });

  test('after a restart the same store goes on, and what was pending is gone', async () => {
    const key = await openWith(store, '493817');
    await server.stop();
    expect(await unavailable(answer(store, key, '493817'))).toBe('connection');
    await server.restart();
    await usable(store);
    expect(await answer(store, key, '493817')).toEqual({ status: 'gone' });
    expect((await answer(store, await openWith(store, '502846'), '502846')).status).toBe('right');
  });

  test('a server that wants a password is unavailable, and the operator is told why', async () => {
    await using locked = await startRedis({ args: ['--requirepass', 'sesame-of-the-spec'] });
    const reasons: string[] = [];
    const onError = (reason: string) => reasons.push(reason);
    const guest = closing(new RedisPendingStore(locked.url, { onError }));
    const imposter = closing(new RedisPendingStore(locked.url.replace('//', '//:wrong@'), { onError }));
    const friend = closing(new RedisPendingStore(locked.url.replace('//', '//:sesame-of-the-spec@')));
    await usable(friend);
    await unavailable(guest.ping());
    await unavailable(imposter.ping());
    while (reasons.length < 2) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(reasons).toEqual(expect.arrayContaining(['NOAUTH', 'WRONGPASS']));
  });
});

describe('R83: Redis that does not write', () => {
  test('a replica judges nothing; the master still takes the right code', async () => {
    await using replica = await startRedis({ args: ['--replicaof', '127.0.0.1', String(server.port)] });
    const key = await openWith(store, '493817');
    const aside = closing(new RedisPendingStore(replica.url));
    await usable(aside);
    const ask = () => aside.read(key).catch(() => ({ status: 'gone' }));
    while ((await ask()).status === 'gone') await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await unavailable(answer(aside, key, '493817'))).toBe('READONLY');
    await usable(aside);
    expect(await unavailable(answer(aside, key, '000000'))).toBe('READONLY');
    await usable(aside);
    expect(await unavailable(operations(aside).open())).toBe('READONLY');
    const outcome = await answer(store, key, '493817');
    expect(outcome).toMatchObject({ status: 'right', signIn: { tries: 0 } });
  });

  test('R09: a full server judges nothing, as it could not count it', async () => {
    const key = await openWith(store, '493817');
    await admin.config('SET', 'maxmemory', '1');
    expect(await unavailable(answer(store, key, '000000'))).toBe('OOM');
    expect(await unavailable(answer(store, key, '493817'))).toBe('OOM');
    expect(await unavailable(operations(store).open())).toBe('OOM');
    await admin.config('SET', 'maxmemory', '0');
    expect(await answer(store, key, '493817')).toMatchObject({ status: 'right', signIn: { tries: 0 } });
  });
});

describe('R84: Redis that forgets', () => {
  test('flushed between send and answer: gone', async () => {
    const key = await openWith(store, '493817');
    await admin.flushall();
    expect(await answer(store, key, '493817')).toEqual({ status: 'gone' });
  });

  test('scripts flushed: they are loaded again', async () => {
    const key = await openWith(store, '493817');
    await admin.script('FLUSH');
    expect((await answer(store, key, '493817')).status).toBe('right');
  });

  test('the sign-in evicted without its code: gone', async () => {
    const key = await openWith(store, '493817');
    await admin.del(`cs:{${key.subjectTag}}:sign-in:${key.id}`);
    expect(await answer(store, key, '493817')).toEqual({ status: 'gone' });
  });
});

test('R76: an error tells a word, and neither key nor argument', async () => {
  const key = await openWith(store, '493817');
  await admin.config('SET', 'maxmemory', '1');
  const { error } = await failure(answer(store, key, '493817'));
  const printed = `${inspect(error, { depth: 9, showHidden: true })}${JSON.stringify(error)}${(error as Error).stack}`;
  expect((error as Error).cause).toBeUndefined();
  for (const secret of [gateOf(key, '493817'), key.id, key.subjectTag]) expect(printed).not.toContain(secret);
});
