import assert from 'node:assert/strict';
import type { SignInKey } from '../../ports/pending-sign-in.js';
import type { PendingStore } from '../../ports/pending-store.js';
import type { PendingStoreCase } from './harness.js';
import { answer, assertSeconds, failTimes, LIMITS, newCode, newKey, newSignIn, openWith, readOpen } from './samples.js';

/** Waits that come at once, and outlast a code of 60 s from the second one on. */
const WAITS_AT_ONCE = { ...LIMITS, maxTries: 10, waitsFrom: 1, waitsSeconds: [30, 90] };

/** Asks for a code of 60 s. */
function issueShort(store: PendingStore, key: SignInKey) {
  return store.issue(key, newCode(key, '502846', { expiresInSeconds: 60 }), WAITS_AT_ONCE);
}

/** What too many wrong answers have to wait for. */
export const waitingCases: PendingStoreCase[] = [
  {
    name: 'R12: the fifth to the ninth failure have the subject wait 30, 60, 120, 240 and 480 s; the tenth locks',
    async run({ store, advance }) {
      const limits = { ...LIMITS, maxTries: 20 };
      const key = newKey();
      await store.open(
        key,
        newSignIn({ expiresInSeconds: 3_600 }),
        LIMITS,
        newCode(key, '493817', { expiresInSeconds: 3_600 }),
      );
      const waits: number[] = [];
      for (let n = 1; n <= 9; n++) {
        const outcome = await answer(store, key, '000000', limits);
        assert.ok(outcome.status === 'wrong', `failure ${n} was ${outcome.status}`);
        waits.push(outcome.signIn.answerInSeconds);
        if (outcome.signIn.answerInSeconds > 0) await advance(outcome.signIn.answerInSeconds + 1);
      }
      assert.deepEqual(waits, [0, 0, 0, 0, 30, 60, 120, 240, 480]);
      const tenth = await answer(store, key, '000000', limits);
      assert.ok(tenth.status === 'wrong');
      assert.deepEqual([tenth.failures, tenth.signIn.answerInSeconds], [10, 0]);
      assert.equal((await answer(store, key, '493817', limits)).status, 'locked');
    },
  },
  {
    name: 'R12: inside a wait nothing is judged or charged; the right code stays unused and works after it',
    async run({ store, advance }) {
      const key = await openWith(store, '493817');
      await answer(store, key, '000000', WAITS_AT_ONCE);
      for (const digits of ['493817', '000000', '493817']) {
        const outcome = await answer(store, key, digits, WAITS_AT_ONCE);
        assert.ok(outcome.status === 'waiting');
        assertSeconds(outcome.retryAfterSeconds, 30);
        assert.deepEqual([outcome.signIn.tries, outcome.signIn.answerInSeconds], [1, outcome.retryAfterSeconds]);
      }
      assertSeconds((await readOpen(store, key)).answerInSeconds, 30);
      await advance(31);
      assert.equal((await readOpen(store, key)).answerInSeconds, 0);
      assert.equal((await answer(store, key, '493817', WAITS_AT_ONCE)).status, 'right');
    },
  },
  {
    name: "R12: the wait is the subject's, over all its sign-ins, and nobody else's",
    async run({ store }) {
      const first = await openWith(store, '493817');
      const second = await openWith(store, '502846', first.subjectTag);
      await answer(store, first, '000000', WAITS_AT_ONCE);
      assert.equal((await answer(store, second, '502846', WAITS_AT_ONCE)).status, 'waiting');
      const third = await openWith(store, '611735', first.subjectTag);
      assert.equal((await answer(store, third, '611735', WAITS_AT_ONCE)).status, 'waiting');
      const stranger = await openWith(store, '493817');
      assert.equal((await answer(store, stranger, '493817', WAITS_AT_ONCE)).status, 'right');
    },
  },
  {
    name: 'R12: of two hundred parallel wrong answers over ten sign-ins five are judged',
    async run({ store }) {
      const keys = [await openWith(store, '493817')];
      while (keys.length < 10) keys.push(await openWith(store, '493817', keys[0]?.subjectTag));
      const outcomes = await Promise.all(
        Array.from({ length: 200 }, (_, n) => answer(store, keys[n % 10] as SignInKey, '000000')),
      );
      assert.equal(outcomes.filter(({ status }) => status === 'wrong').length, 5);
      assert.equal(outcomes.filter(({ status }) => status === 'waiting').length, 195);
    },
  },
  {
    name: 'R12: a right answer brings no wait, and a success clears no failure: the sixth one waits',
    async run({ store, advance }) {
      const first = await openWith(store, '493817');
      await failTimes(store, first, 4);
      assert.equal((await answer(store, first, '493817')).status, 'right');
      const second = await openWith(store, '502846', first.subjectTag);
      const fifth = await answer(store, second, '000000');
      assert.ok(fifth.status === 'wrong');
      assertSeconds(fifth.signIn.answerInSeconds, 30);
      await advance(31);
      const sixth = await answer(store, second, '000000');
      assert.ok(sixth.status === 'wrong');
      assertSeconds(sixth.signIn.answerInSeconds, 60);
    },
  },
  {
    name: 'R12: a code that would outlive the wait is sent, one that would not is not',
    async run({ store, advance }) {
      const key = await openWith(store, '493817');
      await answer(store, key, '000000', WAITS_AT_ONCE);
      await advance(31);
      const second = await answer(store, key, '000000', WAITS_AT_ONCE);
      assert.ok(second.status === 'wrong');
      const refused = await issueShort(store, key);
      assert.ok(refused.status === 'waiting');
      assertSeconds(refused.retryAfterSeconds, 90);
      const other = newKey(key.subjectTag);
      const code = newCode(other, '611735', { expiresInSeconds: 60 });
      assert.equal((await store.open(other, newSignIn(), WAITS_AT_ONCE, code)).status, 'waiting');
      assert.deepEqual(await store.read(other), { status: 'gone' });
      assert.equal((await store.open(other, newSignIn(), WAITS_AT_ONCE)).status, 'opened');
      await advance(31);
      assert.equal((await issueShort(store, key)).status, 'issued');
    },
  },
  {
    name: 'R03: the wait has an expiry of its own',
    async run({ store, keysWithoutExpiry }) {
      const key = await openWith(store, '493817');
      await answer(store, key, '000000', WAITS_AT_ONCE);
      assert.deepEqual(await keysWithoutExpiry(), []);
    },
  },
];
