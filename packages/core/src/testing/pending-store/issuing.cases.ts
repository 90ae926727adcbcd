import assert from 'node:assert/strict';
import type { Delivery } from '../../purpose.js';
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

/** Sending and sending again. */
export const issuingCases: PendingStoreCase[] = [
  {
    name: 'a sign-in opened without a code takes its first code later',
    async run({ store }) {
      const key = newKey();
      await store.open(key, newSignIn(), LIMITS);
      const code = newCode(key, '493817');
      const outcome = await store.issue(key, code, LIMITS);
      assert.ok(outcome.status === 'issued');
      assert.deepEqual([outcome.signIn.sends, outcome.signIn.target], [1, code.target]);
      assertSeconds(outcome.signIn.resendInSeconds, 30);
      assert.equal((await answer(store, key, '493817')).status, 'right');
    },
  },
  {
    name: 'R05: a resend replaces the code at once, with its reference, target and wait',
    async run({ store, advance }) {
      const key = await openWith(store, '493817');
      await advance(31);
      const code = newCode(key, '502846', { reference: 'ZB' });
      const outcome = await store.issue(key, code, LIMITS);
      assert.ok(outcome.status === 'issued');
      assert.equal(outcome.signIn.sends, 2);
      assert.equal(outcome.signIn.code?.reference, 'ZB');
      assert.equal(outcome.signIn.code?.mac, code.mac);
      assert.deepEqual(outcome.signIn.target, code.target);
      assertSeconds(outcome.signIn.resendInSeconds, 60);
      assertSeconds(outcome.signIn.code?.expiresInSeconds, 300);
      assert.equal((await answer(store, key, '502846')).status, 'right');
    },
  },
  {
    name: "R05: tries and the sign-in's expiry carry over a resend",
    async run({ store, advance }) {
      const key = await openWith(store, '493817');
      await failTimes(store, key, 4);
      await advance(100);
      await store.issue(key, newCode(key, '502846'), LIMITS);
      const signIn = await readOpen(store, key);
      assert.equal(signIn.tries, 4);
      assertSeconds(signIn.expiresInSeconds, 500);
      assert.equal((await answer(store, key, '000000')).status, 'spent');
    },
  },
  {
    name: 'R05: a code never outlives its sign-in',
    async run({ store, advance }) {
      const key = await openWith(store, '493817');
      await advance(550);
      const outcome = await store.issue(key, newCode(key, '502846'), LIMITS);
      assert.ok(outcome.status === 'issued');
      assertSeconds(outcome.signIn.code?.expiresInSeconds, 50);
      assertSeconds(outcome.signIn.resendInSeconds, 50);
      await advance(51);
      assert.deepEqual(await answer(store, key, '502846'), { status: 'gone' });
    },
  },
  {
    name: 'R23: resends wait 30, then 60 s, and at most three codes go out',
    async run({ store, advance }) {
      const key = await openWith(store, '100001');
      for (const [wait, digits] of [
        [30, '100002'],
        [60, '100003'],
      ] as const) {
        const early = await store.issue(key, newCode(key, digits), LIMITS);
        assert.ok(early.status === 'too_soon');
        assertSeconds(early.retryAfterSeconds, wait);
        await advance(wait + 1);
        assert.equal((await store.issue(key, newCode(key, digits), LIMITS)).status, 'issued');
      }
      const early = await store.issue(key, newCode(key, '100004'), LIMITS);
      assert.ok(early.status === 'too_soon');
      assertSeconds(early.retryAfterSeconds, 120);
      await advance(121);
      const fourth = await store.issue(key, newCode(key, '100004'), LIMITS);
      assert.ok(fourth.status === 'too_many');
      assertSeconds(fourth.retryAfterSeconds, 600 - 31 - 61 - 121);
      assert.equal(fourth.signIn.sends, 3);
    },
  },
  {
    name: 'R23: the last wait repeats when sends outnumber waits',
    async run({ store, advance }) {
      const limits = { ...LIMITS, resendWaitsSeconds: [30], maxSends: 5 };
      const key = await openWith(store, '100001');
      for (const digits of ['100002', '100003', '100004']) {
        await advance(31);
        const outcome = await store.issue(key, newCode(key, digits), limits);
        assert.ok(outcome.status === 'issued');
        assertSeconds(outcome.signIn.resendInSeconds, 30);
      }
    },
  },
  {
    name: 'R23: a refused send leaves the live code, the wait and the count as they were',
    async run({ store, advance }) {
      const key = await openWith(store, '493817');
      await advance(10);
      await store.issue(key, newCode(key, '502846', { reference: 'ZB' }), LIMITS);
      const signIn = await readOpen(store, key);
      assert.deepEqual([signIn.sends, signIn.code?.reference], [1, 'KX']);
      assertSeconds(signIn.resendInSeconds, 20);
      assert.equal((await answer(store, key, '493817')).status, 'right');
    },
  },
  {
    name: 'R28: of twenty parallel sends exactly one is charged and issued',
    async run({ store, advance }) {
      const key = await openWith(store, '493817');
      await advance(31);
      const codes = Array.from({ length: 20 }, (_, n) => newCode(key, String(200_000 + n)));
      const outcomes = await Promise.all(codes.map((code) => store.issue(key, code, LIMITS)));
      assert.equal(outcomes.filter(({ status }) => status === 'issued').length, 1);
      assert.equal(outcomes.filter(({ status }) => status === 'too_soon').length, 19);
      assert.equal((await readOpen(store, key)).sends, 2);
    },
  },
  {
    name: 'R16: a locked subject is sent nothing, and is told of the lock before any wait',
    async run({ store }) {
      const key = await openWith(store, '493817');
      await failTimes(store, key, 2);
      const outcome = await store.issue(key, newCode(key, '502846'), LOCKS_AT_TWO);
      assert.ok(outcome.status === 'locked');
      assertSeconds(outcome.retryAfterSeconds, LIMITS.failureWindowSeconds);
      assert.equal(outcome.signIn.sends, 1);
    },
  },
  {
    name: "what became of a message is noted on the live code and leaves the code's life alone",
    async run({ store, advance }) {
      const key = await openWith(store, '493817');
      await advance(100);
      const news = [['unknown', 'busy'], ['undelivered', 'opted_out'], ['delivered']] as const;
      for (const [delivery, failure] of news) {
        await store.noteDelivery(key, 'KX', delivery, failure);
        const { code } = await readOpen(store, key);
        assert.deepEqual([code?.delivery, code?.failure], [delivery, failure ?? null]);
        assertSeconds(code?.expiresInSeconds, 200);
      }
    },
  },
  {
    name: 'reports that come twice, late or in another order undo nothing that is known',
    async run({ store }) {
      const reported = async (...reports: Delivery[]) => {
        const key = await openWith(store, '493817');
        const news: boolean[] = [];
        for (const delivery of reports) news.push(await store.noteDelivery(key, 'KX', delivery));
        return [news, (await readOpen(store, key)).code?.delivery];
      };
      assert.deepEqual(await reported('accepted'), [[false], 'accepted']);
      assert.deepEqual(await reported('unknown', 'unknown', 'accepted'), [[true, false, true], 'accepted']);
      const late = await reported('delivered', 'delivered', 'undelivered', 'unknown', 'accepted');
      assert.deepEqual(late, [[true, false, false, false, false], 'delivered']);
      const mended = await reported('undelivered', 'undelivered', 'accepted', 'unknown', 'delivered');
      assert.deepEqual(mended, [[true, false, false, false, true], 'delivered']);
    },
  },
  {
    name: 'what became of another message than the live one is not noted',
    async run({ store, advance }) {
      const key = await openWith(store, '493817');
      await advance(31);
      await store.issue(key, newCode(key, '502846', { reference: 'ZB' }), LIMITS);
      await store.noteDelivery(key, 'KX', 'undelivered');
      assert.equal((await readOpen(store, key)).code?.delivery, 'accepted');
      await advance(301);
      await store.noteDelivery(key, 'ZB', 'delivered');
      assert.equal((await readOpen(store, key)).code, null);
    },
  },
];
