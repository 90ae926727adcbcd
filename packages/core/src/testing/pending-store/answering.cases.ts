import assert from 'node:assert/strict';
import type { PendingStoreCase } from './harness.js';
import { answer, failTimes, gateOf, LIMITS, newCode, newKey, newSignIn, openWith, readOpen } from './samples.js';

/** Right answers, wrong ones, old ones. */
export const answeringCases: PendingStoreCase[] = [
  {
    name: 'R08: a right answer gives the sign-in as it stood, once',
    async run({ store }) {
      const key = await openWith(store, '493817');
      await failTimes(store, key, 2);
      const before = await readOpen(store, key);
      const outcome = await answer(store, key, '493817');
      assert.ok(outcome.status === 'right');
      assert.deepEqual([outcome.signIn.tries, outcome.signIn.sends], [2, 1]);
      assert.deepEqual(outcome.signIn.target, before.target);
      assert.equal(outcome.signIn.code?.mac, before.code?.mac);
      assert.deepEqual(await answer(store, key, '493817'), { status: 'gone' });
    },
  },
  {
    name: 'R08: of fifty parallel right answers exactly one is right',
    async run({ store }) {
      for (let round = 0; round < 5; round++) {
        const key = await openWith(store, '493817');
        const outcomes = await Promise.all(Array.from({ length: 50 }, () => answer(store, key, '493817')));
        assert.equal(outcomes.filter(({ status }) => status === 'right').length, 1);
        assert.equal(outcomes.filter(({ status }) => status === 'gone').length, 49);
      }
    },
  },
  {
    name: 'an answer is right under any of the current secrets, the newest or not',
    async run({ store }) {
      for (const place of [0, 1, 2]) {
        const key = await openWith(store, '493817');
        const gates = ['other-secret-gate-aaaa', 'other-secret-gate-bbbb'];
        gates.splice(place, 0, gateOf(key, '493817'));
        assert.equal((await store.verify(key, { gates }, LIMITS)).status, 'right');
      }
    },
  },
  {
    name: 'R07: gates of another length, prefixes and empty lists are wrong answers, never errors',
    async run({ store }) {
      const key = await openWith(store, '493817');
      const gate = gateOf(key, '493817');
      for (const gates of [[], [''], [gate.slice(0, -1)], [`${gate}A`]]) {
        assert.equal((await store.verify(key, { gates }, LIMITS)).status, 'wrong');
      }
      assert.equal((await readOpen(store, key)).tries, 4);
      assert.equal((await store.verify(key, { gates: [`${gate.slice(0, -1)}!`] }, LIMITS)).status, 'spent');
    },
  },
  {
    name: 'R05: an older code of the sign-in is superseded and costs a try; the newest is right',
    async run({ store, advance }) {
      const key = await openWith(store, '100001');
      await advance(31);
      await store.issue(key, newCode(key, '100002'), LIMITS);
      await advance(61);
      await store.issue(key, newCode(key, '100003'), LIMITS);
      for (const [n, digits] of ['100001', '100002'].entries()) {
        const outcome = await answer(store, key, digits);
        assert.ok(outcome.status === 'superseded');
        assert.deepEqual([outcome.signIn.tries, outcome.failures], [n + 1, n + 1]);
      }
      assert.equal((await answer(store, key, '100003')).status, 'right');
    },
  },
  {
    name: 'R05: five answers with an older code destroy the sign-in',
    async run({ store, advance }) {
      const key = await openWith(store, '493817');
      await advance(31);
      await store.issue(key, newCode(key, '502846'), LIMITS);
      for (let n = 0; n < 4; n++) assert.equal((await answer(store, key, '493817')).status, 'superseded');
      assert.equal((await answer(store, key, '493817')).status, 'spent');
      assert.deepEqual(await answer(store, key, '502846'), { status: 'gone' });
    },
  },
  {
    name: 'a new code that happens to equal an older one is right',
    async run({ store, advance }) {
      const key = await openWith(store, '493817');
      await advance(31);
      await store.issue(key, newCode(key, '493817'), LIMITS);
      assert.equal((await answer(store, key, '493817')).status, 'right');
    },
  },
  {
    name: 'an answer before any code was sent is not evaluated and not charged',
    async run({ store }) {
      const key = newKey();
      await store.open(key, newSignIn(), LIMITS);
      const outcome = await answer(store, key, '493817');
      assert.ok(outcome.status === 'not_requested');
      assert.equal(outcome.signIn.tries, 0);
    },
  },
  {
    name: 'R03: the right code after its life is expired, not charged, and a new one can be sent',
    async run({ store, advance }) {
      const key = await openWith(store, '493817');
      await failTimes(store, key, 1);
      await advance(301);
      for (let n = 0; n < 6; n++) {
        const outcome = await answer(store, key, '493817');
        assert.ok(outcome.status === 'expired');
        assert.deepEqual([outcome.signIn.tries, outcome.signIn.code], [1, null]);
      }
      assert.equal((await store.issue(key, newCode(key, '502846'), LIMITS)).status, 'issued');
      const old = await answer(store, key, '493817');
      assert.ok(old.status === 'superseded');
      assert.deepEqual([old.signIn.tries, old.failures], [2, 2]);
      assert.equal((await answer(store, key, '502846')).status, 'right');
    },
  },
];
