import assert from 'node:assert/strict';
import type { FactorStore } from '../../ports/factor-store.js';
import type { ContractCase } from '../contract-case.js';
import { enrol, strangeIds } from './enrol.js';
import { type FactorStoreHarness, LENIENT, newSubject } from './harness.js';

async function inARow(store: FactorStore, subject: string): Promise<number | undefined> {
  return (await store.factors(subject))[0]?.consecutiveFailures;
}

async function inThirtyDays(store: FactorStore, subject: string): Promise<number> {
  return (await store.failures(subject)).inThirtyDays;
}

/** How wrong and right answers are counted. */
export const countingCases: readonly ContractCase<FactorStoreHarness>[] = [
  {
    name: 'R14: wrong answers are counted in a row, and none is lost when they come at once',
    async run({ store, twin }) {
      const { id, subject } = await enrol(store);
      await Promise.all(
        Array.from({ length: 20 }, (_, n) => (n % 2 ? store : twin).recordFailure(subject, [id], LENIENT)),
      );
      assert.equal(await inARow(twin, subject), 20);
      assert.equal(await inThirtyDays(store, subject), 20);
    },
  },
  {
    name: 'R15: a right answer resets the count in a row, and only that',
    async run({ store, twin }) {
      const { id, subject } = await enrol(store);
      await store.recordFailure(subject, [id], LENIENT);
      await store.recordFailure(subject, [id], LENIENT);
      await twin.recordSuccess(id);
      assert.equal(await inARow(store, subject), 0);
      assert.equal(await inThirtyDays(store, subject), 2);
      await store.recordFailure(subject, [id], LENIENT);
      assert.equal(await inARow(store, subject), 1);
    },
  },
  {
    name: "R15: a right answer does not reset another factor's count",
    async run({ store }) {
      const [mine, other] = [await enrol(store), await enrol(store)];
      await store.recordFailure(other.subject, [other.id], LENIENT);
      await store.recordSuccess(mine.id);
      assert.equal(await inARow(store, other.subject), 1);
    },
  },
  {
    name: 'R13: a wrong answer without a factor counts for the subject, enrolled or not',
    async run({ store }) {
      const [{ subject }, stranger] = [await enrol(store), newSubject()];
      await store.recordFailure(subject, [], LENIENT);
      await store.recordFailure(stranger, [], LENIENT);
      assert.equal(await inARow(store, subject), 0);
      assert.deepEqual([await inThirtyDays(store, subject), await inThirtyDays(store, stranger)], [1, 1]);
    },
  },
  {
    name: "R14: a wrong answer is never counted for another subject's factor",
    async run({ store }) {
      const [mine, other] = [await enrol(store), await enrol(store)];
      await store.recordFailure(mine.subject, [other.id], LENIENT);
      assert.deepEqual([await inARow(store, mine.subject), await inARow(store, other.subject)], [0, 0]);
      assert.deepEqual([await inThirtyDays(store, mine.subject), await inThirtyDays(store, other.subject)], [1, 0]);
    },
  },
  {
    name: 'an id that belongs to no factor resets nothing, and still counts for the subject',
    async run({ store }) {
      const subject = newSubject();
      for (const id of strangeIds()) {
        await store.recordSuccess(id);
        await store.recordFailure(subject, [id], LENIENT);
      }
      assert.equal(await inThirtyDays(store, subject), strangeIds().length);
    },
  },
  {
    name: 'R13: wrong answers count for 30 days, and then no more',
    async run({ store, twin, age }) {
      const subject = newSubject();
      await store.recordFailure(subject, [], LENIENT);
      await age(29);
      await store.recordFailure(subject, [], LENIENT);
      assert.equal(await inThirtyDays(store, subject), 2);
      await age(2);
      await twin.recordFailure(subject, [], LENIENT);
      assert.equal(await inThirtyDays(store, subject), 2);
      await age(31);
      assert.equal(await inThirtyDays(store, subject), 0);
    },
  },
  {
    name: 'R14: the count in a row does not run out with time',
    async run({ store, age }) {
      const { id, subject } = await enrol(store);
      await store.recordFailure(subject, [id], LENIENT);
      await age(400);
      assert.equal(await inARow(store, subject), 1);
    },
  },
];
