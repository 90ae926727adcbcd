import assert from 'node:assert/strict';
import type { ContractCase } from '../contract-case.js';
import type { PendingStoreHarness } from './harness.js';
import { answer, failTimes, gateOf, LIMITS, newKey, newSignIn, newTarget, openWith, readOpen } from './samples.js';

const APP = newTarget({ method: 'totp', factorId: null, lastDigits: '', sealed: 'k1.secret' });

/** Answers that no code was sent for: they are judged by what is expected. */
export const expectingCases: readonly ContractCase<PendingStoreHarness>[] = [
  {
    name: 'R08: of parallel answers that are all expected one is right, and the sign-in is gone',
    async run({ store }) {
      const key = newKey();
      await store.open(key, newSignIn(), LIMITS);
      const given = {
        gates: [gateOf(key, '111111')],
        expected: ['000001', '111111', '000002'].map((d) => gateOf(key, d)),
      };
      const outcomes = await Promise.all(Array.from({ length: 20 }, () => store.verify(key, given, LIMITS)));
      const statuses = outcomes.map(({ status }) => status);
      assert.deepEqual(
        [statuses.filter((s) => s === 'right').length, statuses.filter((s) => s === 'gone').length],
        [1, 19],
      );
    },
  },
  {
    name: 'R09, R10: one that is not expected is charged like any wrong answer, and the fifth spends the sign-in',
    async run({ store }) {
      const key = newKey();
      await store.open(key, newSignIn(), LIMITS);
      const wrong = { gates: [gateOf(key, '222222')], expected: [gateOf(key, '111111')] };
      for (let n = 1; n < 5; n += 1) {
        const outcome = await store.verify(key, wrong, LIMITS);
        assert.deepEqual([outcome.status, 'failures' in outcome && outcome.failures], ['wrong', n]);
      }
      assert.equal((await store.verify(key, wrong, LIMITS)).status, 'spent');
      assert.equal((await store.verify(key, { ...wrong, gates: wrong.expected }, LIMITS)).status, 'gone');
    },
  },
  {
    name: 'R11, R16: it shares the failures of the codes that are sent; while answers wait, none is judged or used up',
    async run({ store, advance }) {
      const key = await openWith(store, '493817');
      await failTimes(store, key, 4);
      const other = newKey(key.subjectTag);
      await store.open(other, newSignIn(), LIMITS);
      const right = { gates: [gateOf(other, '111111')], expected: [gateOf(other, '111111')] };
      assert.equal((await store.verify(other, { ...right, gates: [''] }, LIMITS)).status, 'wrong');
      assert.equal((await store.verify(other, right, LIMITS)).status, 'waiting');
      await advance(30);
      assert.equal((await store.verify(other, right, LIMITS)).status, 'right');
    },
  },
  {
    name: 'R04: a code that was sent is not looked at where something else is expected, and the other way round',
    async run({ store }) {
      const key = await openWith(store, '493817');
      const sent = { gates: [gateOf(key, '493817')], expected: [gateOf(key, '111111')] };
      assert.equal((await store.verify(key, sent, LIMITS)).status, 'wrong');
      assert.equal((await answer(store, key, '111111')).status, 'wrong');
      assert.equal((await answer(store, key, '493817')).status, 'right');
    },
  },
  {
    name: 'R35: a sign-in that is aimed at something else has no live code; its life, sends and tries stay',
    async run({ store }) {
      const key = await openWith(store, '493817');
      await failTimes(store, key, 1);
      const before = await readOpen(store, key);
      const aimed = await store.aim(key, APP);
      assert.equal(aimed.status, 'open');
      const after = await readOpen(store, key);
      assert.deepEqual([after.target, after.code], [APP, null]);
      assert.deepEqual([after.sends, after.tries, after.methods], [before.sends, before.tries, before.methods]);
      assert.ok(after.expiresInSeconds <= before.expiresInSeconds);
      assert.equal((await answer(store, key, '493817')).status, 'expired');
      assert.deepEqual(await store.aim(newKey(), APP), { status: 'gone' });
    },
  },
];
