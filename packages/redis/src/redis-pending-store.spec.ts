import { type PendingStoreHarness, pendingStoreContract } from '@countersign/core/testing';
import { type RedisServer, startRedis } from '@countersign/support';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { RedisPendingStore } from './redis-pending-store.js';
import { redisHarness } from './spec/redis-harness.js';
import { usable } from './spec/samples.js';

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

describe('RedisPendingStore keeps the contract', () => {
  const harness = (): PendingStoreHarness => redisHarness(store, [admin]);
  for (const { name, run } of pendingStoreContract()) test(name, () => run(harness()));
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
