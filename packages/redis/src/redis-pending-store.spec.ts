import { type PendingStoreHarness, pendingStoreContract } from '@countersign/core/testing';
import { type RedisServer, startRedis } from '@countersign/support';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { RedisPendingStore } from './redis-pending-store.js';
import { asDocumentedUser, documentedUsers, unusedCommands } from './spec/documented-user.js';
import { redisHarness } from './spec/redis-harness.js';
import { usable } from './spec/samples.js';

let server: RedisServer;
let admin: Redis;
let store: RedisPendingStore;

const [user = []] = documentedUsers();

beforeAll(async () => {
  server = await startRedis();
  admin = new Redis(server.url);
  const url = await asDocumentedUser(admin, server.url, [user]);
  // Patient: what is slow here is the machine.
  store = new RedisPendingStore(url, { commandTimeoutMs: 5_000 });
  await usable(store);
});

afterAll(async () => {
  store.disconnect();
  admin.disconnect();
  await server[Symbol.asyncDispose]();
});

describe('R87: RedisPendingStore keeps the contract, as a user who may do no more than docs/running.md says', () => {
  const harness = (): PendingStoreHarness => redisHarness(store, [admin]);
  for (const { name, run } of pendingStoreContract()) test(name, () => run(harness()));

  test('R87: and each of its commands is used, and no other was tried', async () => {
    expect(await store.checkSettings()).toBe('ok');
    expect(user).toContain('~cs:*');
    expect(await unusedCommands([admin], [user])).toEqual([]);
    expect(await admin.call('ACL', 'LOG')).toEqual([]);
  });
});

describe('RedisPendingStore', () => {
  test('R87: is for production', () => {
    expect((store as { developmentOnly?: boolean }).developmentOnly).toBeUndefined();
  });

  test.each(['', 'a{b', 'a}b', 'a b', 'x'.repeat(33)])('refuses the prefix %j', (prefix) => {
    expect(() => new RedisPendingStore(server.url, { prefix })).toThrow(/^prefix must/);
  });

  test.each([0, 249, 5_001, Number.NaN])('refuses a commandTimeoutMs of %d', (commandTimeoutMs) => {
    expect(() => new RedisPendingStore(server.url, { commandTimeoutMs })).toThrow(/^commandTimeoutMs must/);
  });
});
