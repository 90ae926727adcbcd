import assert from 'node:assert/strict';
import type { PendingStoreCase } from './harness.js';
import {
  answer,
  assertSeconds,
  failTimes,
  LIMITS,
  LOCKS_AT_TWO,
  newCode,
  newKey,
  newSignIn,
  openWith,
  readOpen,
} from './samples.js';

/** What guessing costs. */
export const limitingCases: PendingStoreCase[] = [
  {
    name: 'R09: a wrong answer costs a try and a failure, and says so',
    async run({ store }) {
      const key = await openWith(store, '493817');
      for (const n of [1, 2, 3, 4]) {
        const outcome = await answer(store, key, '000000');
        assert.ok(outcome.status === 'wrong');
        assert.deepEqual([outcome.signIn.tries, outcome.failures], [n, n]);
        assert.equal((await readOpen(store, key)).tries, n);
      }
    },
  },
  {
    name: 'R09: of two hundred parallel wrong answers five are judged, and the right one comes too late',
    async run({ store }) {
      const key = await openWith(store, '493817');
      const wrong = Array.from({ length: 200 }, () => answer(store, key, '000000'));
      const right = answer(store, key, '493817');
      const outcomes = await Promise.all(wrong);
      assert.equal(outcomes.filter(({ status }) => status === 'wrong').length, 4);
      assert.equal(outcomes.filter(({ status }) => status === 'spent').length, 1);
      assert.equal(outcomes.filter(({ status }) => status === 'gone').length, 195);
      assert.deepEqual(await right, { status: 'gone' });
    },
  },
  {
    name: 'R09: only the charge of a right answer is given back',
    async run({ store }) {
      const first = await openWith(store, '493817');
      await failTimes(store, first, 2);
      assert.equal((await answer(store, first, '493817')).status, 'right');
      const second = await openWith(store, '502846', first.subjectTag);
      const outcome = await answer(store, second, '000000');
      assert.ok(outcome.status === 'wrong');
      assert.equal(outcome.failures, 3);
    },
  },
  {
    name: 'R09: a right answer by one who never failed leaves no failure behind',
    async run({ store }) {
      const first = await openWith(store, '493817');
      await answer(store, first, '493817');
      const second = await openWith(store, '502846', first.subjectTag);
      const outcome = await answer(store, second, '000000');
      assert.ok(outcome.status === 'wrong');
      assert.equal(outcome.failures, 1);
    },
  },
  {
    name: 'R10: the fifth wrong answer destroys the sign-in, and the right code is gone with it',
    async run({ store }) {
      const key = await openWith(store, '493817');
      await failTimes(store, key, 4);
      const fifth = await answer(store, key, '000000');
      assert.ok(fifth.status === 'spent');
      assert.deepEqual([fifth.signIn.tries, fifth.failures], [5, 5]);
      assert.deepEqual(await answer(store, key, '493817'), { status: 'gone' });
    },
  },
  {
    name: 'R11: failures belong to the subject, over all sign-ins, and to no other subject',
    async run({ store }) {
      const first = await openWith(store, '493817');
      await failTimes(store, first, 3);
      const second = await openWith(store, '493817', first.subjectTag);
      const outcome = await answer(store, second, '000000');
      assert.ok(outcome.status === 'wrong');
      assert.deepEqual([outcome.signIn.tries, outcome.failures], [1, 4]);
      const stranger = await openWith(store, '493817');
      const theirs = await answer(store, stranger, '000000');
      assert.ok(theirs.status === 'wrong');
      assert.equal(theirs.failures, 1);
    },
  },
  {
    name: 'R11: the window runs from the first failure; later ones do not lengthen it, and then it starts anew',
    async run({ store, advance }) {
      const limits = { ...LIMITS, failureWindowSeconds: 400 };
      const key = await openWith(store, '493817');
      await answer(store, key, '000000', limits);
      await advance(200);
      await answer(store, key, '000000', limits);
      await advance(201);
      const next = await openWith(store, '502846', key.subjectTag);
      const outcome = await answer(store, next, '000000', limits);
      assert.ok(outcome.status === 'wrong');
      assert.equal(outcome.failures, 1);
    },
  },
  {
    name: 'R11: a right answer between two failures neither lengthens nor restarts the window',
    async run({ store, advance }) {
      const limits = { ...LOCKS_AT_TWO, failureWindowSeconds: 500 };
      const first = await openWith(store, '493817');
      await answer(store, first, '000000', limits);
      await advance(100);
      assert.equal((await answer(store, first, '493817', limits)).status, 'right');
      const second = await openWith(store, '502846', first.subjectTag);
      await answer(store, second, '000000', limits);
      const locked = await answer(store, second, '502846', limits);
      assert.ok(locked.status === 'locked');
      assertSeconds(locked.retryAfterSeconds, 400);
    },
  },
  {
    name: 'R16: the lock is checked at every answer: nothing is judged or charged, the right code stays unused',
    async run({ store, advance }) {
      const limits = { ...LOCKS_AT_TWO, failureWindowSeconds: 100 };
      const key = await openWith(store, '493817');
      for (let n = 0; n < 2; n++) assert.equal((await answer(store, key, '000000', limits)).status, 'wrong');
      for (const digits of ['493817', '000000', '493817', '000000']) {
        const outcome = await answer(store, key, digits, limits);
        assert.ok(outcome.status === 'locked');
        assertSeconds(outcome.retryAfterSeconds, 100);
        assert.equal(outcome.signIn.tries, 2);
      }
      await advance(101);
      assert.equal((await answer(store, key, '493817', limits)).status, 'right');
    },
  },
  {
    name: '3.1: failures under a ledger of their own lock that alone, and those of the subject not the ledger',
    async run({ store }) {
      const first = await openWith(store, '493817');
      const known = { ...newKey(first.subjectTag), ledger: 'a-ledger-of-16-c' };
      await store.open(known, newSignIn(), LIMITS, newCode(known, '502846'));
      await failTimes(store, first, 2);
      assert.equal((await answer(store, first, '493817', LOCKS_AT_TWO)).status, 'locked');
      const [one, two] = [await answer(store, known, '000000'), await answer(store, known, '000000')];
      assert.ok(one.status === 'wrong' && two.status === 'wrong');
      assert.deepEqual([one.failures, two.failures], [1, 2]);
      assert.equal((await answer(store, known, '502846', LOCKS_AT_TWO)).status, 'locked');
      await store.clearFailures(first.subjectTag);
      assert.equal((await answer(store, first, '493817', LOCKS_AT_TWO)).status, 'right');
    },
  },
  {
    name: 'R16: the lock that one sign-in brings about holds for the sign-ins already open beside it',
    async run({ store }) {
      const first = await openWith(store, '493817');
      const second = await openWith(store, '502846', first.subjectTag);
      await failTimes(store, first, 2);
      assert.equal((await answer(store, second, '502846', LOCKS_AT_TWO)).status, 'locked');
      assert.equal((await answer(store, second, '502846', LIMITS)).status, 'right');
    },
  },
];
