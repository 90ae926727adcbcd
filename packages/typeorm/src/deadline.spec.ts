import { StoreUnavailable } from '@countersign/core';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { TypeOrmFactorStore } from './index.js';
import { FIRST, newPhone } from './spec/factors.js';
import { RULE } from './spec/rule.js';

const never = new Promise<never>(() => undefined);

/** A data source whose pool never gives a connection: as when all are in use, or the server hangs. */
const hanging = {
  isInitialized: true,
  driver: {},
  hasMetadata: () => true,
  getMetadata: () => ({ tablePath: 'a_table' }),
  createQueryRunner: () => ({ connect: () => never, release: async () => undefined }),
} as unknown as DataSource;

const methods: Record<string, (store: TypeOrmFactorStore) => Promise<unknown>> = {
  posture: (store) => store.posture('alice'),
  enrolledMethods: (store) => store.enrolledMethods(['alice']),
  phones: (store) => store.factors('alice'),
  enrolPhone: (store) => store.enrol('alice', newPhone(), FIRST),
  recordFailure: (store) => store.recordFailure('alice', [], RULE),
  recordSuccess: (store) => store.recordSuccess('f1'),
  clearSuspicion: (store) => store.clearSuspicion('alice'),
  removeFactors: (store) => store.removeFactors('alice'),
  endSessions: (store) => store.endSessions('alice', new Date()),
  failures: (store) => store.failures('alice'),
  ping: (store) => store.ping(),
};

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

describe('the deadline', () => {
  test.each(Object.entries(methods))('R83: %s gives up after 1500 ms by default', async (_, call) => {
    let outcome: unknown = 'waiting';
    call(new TypeOrmFactorStore(hanging)).catch((error: unknown) => {
      outcome = error;
    });
    await jest.advanceTimersByTimeAsync(1499);
    expect(outcome).toBe('waiting');
    await jest.advanceTimersByTimeAsync(1);
    expect(outcome).toEqual(new StoreUnavailable('timeout'));
    expect(jest.getTimerCount()).toBe(0);
  });

  test('R87: it is bounded, and a value out of bounds is refused by name', () => {
    for (const timeoutMs of [250, 5000]) new TypeOrmFactorStore(hanging, { timeoutMs });
    for (const timeoutMs of [0, 249, 5001, 300.5, Number.NaN, '1500' as unknown as number]) {
      expect(() => new TypeOrmFactorStore(hanging, { timeoutMs })).toThrow('timeoutMs');
    }
  });
});
