import { randomUUID } from 'node:crypto';
import { type RedisServer, startRedis } from '@countersign/support';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { keysOf } from './keys.js';
import { RedisPendingStore } from './redis-pending-store.js';
import { LIMITS, newCode, newKey, newSignIn, openWith, usable } from './spec/samples.js';

let server: RedisServer;
let admin: Redis;
let store: RedisPendingStore;

beforeAll(async () => {
  server = await startRedis();
  admin = new Redis(server.url);
  // Patient: what is slow here is the machine.
  store = new RedisPendingStore(server.url, { commandTimeoutMs: 5_000 });
  await usable(store);
});

afterAll(async () => {
  store.disconnect();
  admin.disconnect();
  await server[Symbol.asyncDispose]();
});

const bytes = async (key: string) => Number(await admin.memory('USAGE', key));

describe('memory', () => {
  test('a sign-in and its code take less than 600 bytes', async () => {
    const key = newKey();
    const opened = { ...newSignIn(), credential: null, firstFactorAt: Date.now() };
    await store.open(key, opened, LIMITS, newCode(key, '493817'));
    const [signIn, code] = keysOf('cs', key);
    expect((await bytes(signIn)) + (await bytes(code))).toBeLessThan(600);
  });

  test('R35: a change that waits for its code takes less than 700 bytes, and tells what it replaces', async () => {
    const key = newKey();
    const change = { purpose: 'change', replaces: randomUUID(), firstFactorAt: 1_767_603_600_000 } as const;
    const signIn = { ...newSignIn(), credential: null, ...change };
    await store.open(key, signIn, LIMITS, newCode(key, '493817'));
    const [kept, code] = keysOf('cs', key);
    expect((await bytes(kept)) + (await bytes(code))).toBeLessThan(700);
    expect(await store.read(key)).toMatchObject({ status: 'open', signIn: change });
  });

  test('bound to a password, and with the wait before a resend, they take less than 800', async () => {
    const [signIn, code, cooldown] = keysOf('cs', await openWith(store, '493817'));
    expect((await bytes(signIn)) + (await bytes(code)) + (await bytes(cooldown))).toBeLessThan(800);
  });

  test('an enrolment sent three times, with a sealed number and a long path, takes less than 1,200', async () => {
    const key = newKey();
    const returnTo = `/administrators?filter=${'x'.repeat(100)}`;
    await store.open(key, { ...newSignIn(), purpose: 'enrol', returnTo }, LIMITS);
    const [signIn, code, cooldown] = keysOf('cs', key);
    for (const digits of ['100001', '100002', '100003']) {
      const sent = newCode(key, digits);
      const target = { ...sent.target, factorId: null, sealed: 's'.repeat(64) };
      expect((await store.issue(key, { ...sent, target }, LIMITS)).status).toBe('issued');
      await admin.del(cooldown);
    }
    expect((await bytes(signIn)) + (await bytes(code))).toBeLessThan(1_200);
  });

  test('R03: sign-ins that nobody finished leave nothing when they have expired', async () => {
    for (let n = 0; n < 100; n++) await openWith(store, '493817');
    const keys = await admin.keys('cs:*');
    await Promise.all(keys.map((key) => admin.pexpire(key, 1)));
    await new Promise((resolve) => setTimeout(resolve, 5));
    await Promise.all(keys.map((key) => admin.exists(key)));
    expect(await admin.dbsize()).toBe(0);
  });
});
