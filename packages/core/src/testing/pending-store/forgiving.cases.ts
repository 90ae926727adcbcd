import assert from 'node:assert/strict';
import type { PendingStoreCase } from './harness.js';
import { answer, assertSeconds, failTimes, LOCKS_AT_TWO, openWith, readOpen } from './samples.js';

/** What an administrator's unlock does, and a charge that is given back. */
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
  {
    name: 'R58: failures under a name of their own are counted apart, for the same sign-in, and cleared by that name',
    async run({ store }) {
      const key = await openWith(store, '493817');
      const apart = { ...key, ledger: 'recovery' };
      await failTimes(store, apart, 2);
      assert.equal((await readOpen(store, key)).tries, 2);
      assert.equal((await answer(store, apart, '493817', LOCKS_AT_TWO)).status, 'locked');
      await store.clearFailures(key.subjectTag);
      assert.equal((await answer(store, apart, '493817', LOCKS_AT_TWO)).status, 'locked');
      await store.clearFailures(key.subjectTag, 'recovery');
      assert.equal((await answer(store, apart, '000000', LOCKS_AT_TWO)).status, 'wrong');
      assert.equal((await answer(store, key, '493817', LOCKS_AT_TWO)).status, 'right');
    },
  },
  {
    name: 'R09: a charge that is given back leaves one failure less, in the window that there was',
    async run({ store, advance }) {
      const key = await openWith(store, '493817');
      await failTimes(store, key, 1);
      await advance(60);
      await failTimes(store, key, 1);
      await store.giveBack(key);
      assert.equal((await answer(store, key, '000000', LOCKS_AT_TWO)).status, 'wrong');
      const locked = await answer(store, key, '493817', LOCKS_AT_TWO);
      assert.ok(locked.status === 'locked');
      assertSeconds(locked.retryAfterSeconds, 86_340);
    },
  },
  {
    name: 'R09: to give back what was never charged starts no window, and gives no guess',
    async run({ store, keysWithoutExpiry }) {
      const key = await openWith(store, '493817');
      for (let n = 0; n < 3; n++) await store.giveBack(key);
      assert.deepEqual(await keysWithoutExpiry(), []);
      await failTimes(store, key, 2);
      assert.equal((await answer(store, key, '493817', LOCKS_AT_TWO)).status, 'locked');
    },
  },
];
