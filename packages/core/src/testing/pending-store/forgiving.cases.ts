import assert from 'node:assert/strict';
import type { PendingStoreCase } from './harness.js';
import { answer, failTimes, LOCKS_AT_TWO, openWith } from './samples.js';

/** What an administrator's unlock does. */
export const forgivingCases: PendingStoreCase[] = [
  {
    name: 'R15: failures that are cleared lock no more, and are counted anew; those of others stay',
    async run({ store }) {
      const [mine, theirs] = [await openWith(store, '493817'), await openWith(store, '493817')];
      for (const key of [mine, theirs]) await failTimes(store, key, 2);
      await store.clearFailures(mine.subjectTag);
      assert.equal((await answer(store, theirs, '493817', LOCKS_AT_TWO)).status, 'locked');
      const next = await answer(store, mine, '000000', LOCKS_AT_TWO);
      assert.ok(next.status === 'wrong');
      assert.deepEqual([next.failures, next.signIn.tries], [1, 3]);
      assert.equal((await answer(store, mine, '493817', LOCKS_AT_TWO)).status, 'right');
    },
  },
  {
    name: 'R15: the wait that they have cost goes with them',
    async run({ store }) {
      const key = await openWith(store, '493817');
      await answer(store, key, '000000', { ...LOCKS_AT_TWO, waitsFrom: 1 });
      assert.equal((await answer(store, key, '493817')).status, 'waiting');
      await store.clearFailures(key.subjectTag);
      assert.equal((await answer(store, key, '493817')).status, 'right');
    },
  },
  {
    name: 'R15: to clear the failures of one who has none is no error',
    run: async ({ store }) => store.clearFailures((await openWith(store, '493817')).subjectTag),
  },
];
