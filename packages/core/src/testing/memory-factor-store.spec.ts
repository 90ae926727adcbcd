import { afterEach, describe, expect, test } from '@jest/globals';
import { factorStoreContract } from './factor-store.contract.js';
import { ManualClock } from './manual-clock.js';
import { MemoryFactorStore } from './memory-factor-store.js';

const DAY_MS = 24 * 60 * 60 * 1000;

describe('MemoryFactorStore keeps the contract of FactorStore', () => {
  for (const { name, run } of factorStoreContract()) {
    test(name, () => {
      const clock = new ManualClock();
      const store = new MemoryFactorStore(clock);
      return run({ store, twin: store, age: async (days) => clock.advance(days * DAY_MS) });
    });
  }
});

describe('MemoryFactorStore in production', () => {
  const before = process.env.NODE_ENV;
  afterEach(() => {
    process.env.NODE_ENV = before;
  });

  test('R87: it says that it is for development, and does not start', () => {
    expect(new MemoryFactorStore().developmentOnly).toBe(true);
    process.env.NODE_ENV = 'production';
    expect(() => new MemoryFactorStore()).toThrow('MemoryFactorStore');
  });
});
