import { afterEach, describe, expect, test } from '@jest/globals';
import { ManualClock } from '../testing/manual-clock.js';
import { LIMITS, newCode, newKey, newSignIn } from '../testing/pending-store/samples.js';
import { type PendingStoreHarness, pendingStoreContract } from '../testing/pending-store.contract.js';
import { MemoryPendingStore } from './memory-pending-store.js';
import { MemoryRecords } from './memory-records.js';

const inMemory = () => {
  const clock = new ManualClock();
  const records = new MemoryRecords(clock);
  const { signIns, codes, cooldowns, failures, kept, devices } = records;
  const maps = [signIns, codes, cooldowns, failures, kept, devices];
  const entries = () => maps.flatMap((map) => map.entries() as [string, { value: unknown; expiresAt: number }][]);
  const harness: PendingStoreHarness = {
    store: new MemoryPendingStore(clock, records),
    advance: async (seconds) => clock.advance(seconds * 1_000),
    keysWithoutExpiry: async () =>
      entries().flatMap(([key, { expiresAt }]) => (Number.isFinite(expiresAt) ? [] : [key])),
    dump: async () => JSON.stringify(entries()),
  };
  return { ...harness, clock, entries };
};

describe('MemoryPendingStore keeps the contract', () => {
  for (const { name, run } of pendingStoreContract()) test(name, () => run(inMemory()));
});

describe('MemoryPendingStore', () => {
  const before = process.env.NODE_ENV;
  afterEach(() => {
    process.env.NODE_ENV = before;
  });

  test('R87: does not start in production, and names itself', () => {
    process.env.NODE_ENV = 'production';
    expect(() => new MemoryPendingStore()).toThrow(/MemoryPendingStore .*NODE_ENV=production/);
  });

  test('R87: says that it is for development', () => {
    expect(new MemoryPendingStore().developmentOnly).toBe(true);
  });

  test('sweeps out what has expired: memory does not grow with every log-in', async () => {
    const { store, advance, entries } = inMemory();
    for (let n = 0; n < 200; n++) {
      const key = newKey();
      await store.open(key, newSignIn(), LIMITS, newCode(key, '493817'));
      await advance(60);
    }
    expect(entries().length).toBeLessThanOrEqual(11 + 6 + 2);
  });
});
