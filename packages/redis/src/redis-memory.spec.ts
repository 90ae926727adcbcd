import { randomUUID } from 'node:crypto';
import type { SignInKey } from '@countersign/core';
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
const used = async () => Number(/used_memory:(\d+)/.exec(await admin.info('memory'))?.[1]);

/** As a log-in by password is opened: subject and factor are UUIDs, the code goes to the only phone. */
async function openOrdinary(): Promise<SignInKey> {
  const key = newKey();
  const opened = { ...newSignIn(), firstFactorAt: Date.now() };
  expect((await store.open(key, opened, LIMITS, newCode(key, '493817'))).status).toBe('opened');
  return key;
}

/** Has so many log-ins wait for their code, all past the wait before a resend. */
async function openMany(many: number): Promise<void> {
  for (let opened = 0; opened < many; opened += 100) {
    const keys = await Promise.all(Array.from({ length: 100 }, openOrdinary));
    await admin.del(keys.map((key) => keysOf('cs', key)[2]));
  }
}

describe('memory', () => {
  test('a sign-in bound to a password and its code take less than 450 bytes', async () => {
    const [signIn, code] = keysOf('cs', await openOrdinary());
    expect((await bytes(signIn)) + (await bytes(code))).toBeLessThan(450);
  });

  test('each of 10,000 that wait for their code takes less than 600 bytes of the server, all that it needs for it included', async () => {
    await openMany(100);
    await admin.flushall();
    const before = await used();
    await openMany(10_000);
    expect(await admin.dbsize()).toBe(20_000);
    expect(((await used()) - before) / 10_000).toBeLessThan(600);
    await admin.flushall();
  });

  test('R35: a change that waits for its code takes less than 500 bytes, and tells what it replaces', async () => {
    const key = newKey();
    const change = { purpose: 'change', replaces: randomUUID(), firstFactorAt: 1_767_603_600_000 } as const;
    const signIn = { ...newSignIn(), ...change };
    await store.open(key, signIn, LIMITS, newCode(key, '493817'));
    const [kept, code] = keysOf('cs', key);
    expect((await bytes(kept)) + (await bytes(code))).toBeLessThan(500);
    expect(await store.read(key)).toMatchObject({ status: 'open', signIn: change });
  });

  test('with the wait before a resend, they take less than 610', async () => {
    const [signIn, code, cooldown] = keysOf('cs', await openOrdinary());
    expect((await bytes(signIn)) + (await bytes(code)) + (await bytes(cooldown))).toBeLessThan(610);
  });

  test('an enrolment sent three times, with a sealed number and a long path, takes less than 750', async () => {
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
    expect((await bytes(signIn)) + (await bytes(code))).toBeLessThan(750);
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
