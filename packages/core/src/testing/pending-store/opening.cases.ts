import assert from 'node:assert/strict';
import type { PendingStoreCase } from './harness.js';
import {
  answer,
  assertSeconds,
  failTimes,
  gateOf,
  LIMITS,
  LOCKS_AT_TWO,
  newCode,
  newKey,
  newSignIn,
  newTarget,
  openWith,
  readOpen,
} from './samples.js';

/** Opening, reading, closing. */
export const openingCases: PendingStoreCase[] = [
  {
    name: 'a sign-in is read back as it was opened, what it follows or leads to included, with no code, no send and no try',
    async run({ store }) {
      const sparse = { credential: null, amr: [], returnTo: null } as const;
      const enrol = { ...sparse, purpose: 'enrol' } as const;
      const ways = [
        { ...enrol, after: 'recovery' },
        { ...enrol, after: 'uncounted' },
        { ...sparse, uncounted: true },
        { ...sparse, untrusted: true },
      ] as const;
      for (const way of ways) {
        const key = newKey();
        const { expiresInSeconds, ...given } = newSignIn(way);
        const outcome = await store.open(key, { ...given, expiresInSeconds }, LIMITS);
        assert.equal(outcome.status, 'opened');
        const signIn = await readOpen(store, key);
        assertSeconds(signIn.expiresInSeconds, expiresInSeconds);
        const nothingSent = { sends: 0, tries: 0, resendInSeconds: 0, answerInSeconds: 0, target: null, code: null };
        assert.deepEqual({ ...signIn, expiresInSeconds }, { ...given, expiresInSeconds, ...nothingSent });
      }
    },
  },
  {
    name: 'R88: opened with a code, one step gives the sign-in, its first send, its wait and its live code',
    async run({ store }) {
      const key = newKey();
      const code = newCode(key, '493817');
      const outcome = await store.open(key, newSignIn(), LIMITS, code);
      assert.ok(outcome.status === 'opened');
      const signIn = await readOpen(store, key);
      for (const seen of [outcome.signIn, signIn]) {
        assert.deepEqual([seen.sends, seen.tries, seen.target], [1, 0, code.target]);
        assertSeconds(seen.resendInSeconds, 30);
        assertSeconds(seen.code?.expiresInSeconds, 300);
        assert.equal(seen.code?.reference, code.reference);
        assert.equal(seen.code?.mac, code.mac);
        assert.equal(seen.code?.delivery, 'accepted');
        assert.ok(Number.isInteger(seen.code?.sentAt) && Number(seen.code?.sentAt) > 1.7e12);
      }
    },
  },
  {
    name: 'any text comes back as it was given: quotes, line ends, NUL, other scripts, digits only',
    async run({ store }) {
      const key = newKey();
      const odd = '/a?b="c\']]\\n\n\0\u{1F510} ключ {x} 1e3';
      const given = newSignIn({ subject: '0042', credential: 'false', amr: ['face', 'pop', 'mfa'], returnTo: odd });
      const target = newTarget({ factorId: null, sealed: '0', lastDigits: '07' });
      await store.open(key, given, LIMITS, newCode(key, '493817', { target, reference: '00' }));
      const signIn = await readOpen(store, key);
      assert.deepEqual([signIn.subject, signIn.credential, signIn.returnTo], ['0042', 'false', odd]);
      assert.deepEqual([signIn.target, signIn.code?.reference], [target, '00']);
      assert.deepEqual(signIn.amr, given.amr);
    },
  },
  {
    name: 'reading changes nothing',
    async run({ store }) {
      const key = await openWith(store, '493817');
      const first = await readOpen(store, key);
      for (let n = 0; n < 5; n++) await store.read(key);
      const last = await readOpen(store, key);
      assert.deepEqual([last.sends, last.tries, last.code?.sentAt], [first.sends, first.tries, first.code?.sentAt]);
    },
  },
  {
    name: 'R04: sign-ins of one subject stand apart: the code of one does not open the other',
    async run({ store }) {
      const first = await openWith(store, '493817');
      const second = await openWith(store, '502846', first.subjectTag);
      const crossed = await store.verify(second, { gates: [gateOf(first, '493817')] }, LIMITS);
      assert.equal(crossed.status, 'wrong');
      assert.equal((await readOpen(store, first)).tries, 0);
      assert.equal((await answer(store, first, '493817')).status, 'right');
      assert.equal((await answer(store, second, '502846')).status, 'right');
    },
  },
  {
    name: 'R16: a locked subject opens nothing and is told how long to wait',
    async run({ store }) {
      const key = await openWith(store, '493817');
      await failTimes(store, key, 2);
      const next = newKey(key.subjectTag);
      const outcome = await store.open(next, newSignIn(), LOCKS_AT_TWO, newCode(next, '502846'));
      assert.ok(outcome.status === 'locked');
      assertSeconds(outcome.retryAfterSeconds, LIMITS.failureWindowSeconds);
      assert.deepEqual(await store.read(next), { status: 'gone' });
    },
  },
  {
    name: 'R20: unknown, cancelled, used, spent and expired sign-ins are gone, all alike, for every operation',
    async run({ store, advance }) {
      const [cancelled, used, spent, expired] = [
        await openWith(store, '493817'),
        await openWith(store, '493817'),
        await openWith(store, '493817'),
        await openWith(store, '493817'),
      ];
      await store.close(cancelled);
      await answer(store, used, '493817');
      await failTimes(store, spent, 5);
      await advance(601);
      for (const key of [newKey(), cancelled, used, spent, expired]) {
        assert.deepEqual(await store.read(key), { status: 'gone' });
        assert.deepEqual(await answer(store, key, '493817'), { status: 'gone' });
        assert.deepEqual(await store.issue(key, newCode(key, '502846'), LIMITS), { status: 'gone' });
        await store.noteDelivery(key, 'KX', 'delivered');
        assert.deepEqual(await store.read(key), { status: 'gone' });
      }
    },
  },
  {
    name: 'R48: closing deletes the sign-in and its code, tells whether there was one, and failures stay counted',
    async run({ store }) {
      const key = await openWith(store, '493817');
      await failTimes(store, key, 2);
      const closed = await Promise.all([store.close(key), store.close(key)]);
      assert.deepEqual(closed.sort(), [false, true]);
      assert.deepEqual(await answer(store, key, '493817'), { status: 'gone' });
      const next = await openWith(store, '502846', key.subjectTag);
      const outcome = await answer(store, next, '000000');
      assert.ok(outcome.status === 'wrong');
      assert.equal(outcome.failures, 3);
    },
  },
  {
    name: 'R75: closing what is unknown, used or expired tells that there was nothing, whatever else it left',
    async run({ store, advance }) {
      const [used, expired] = [await openWith(store, '493817'), newKey()];
      await answer(store, used, '493817');
      await store.open(expired, newSignIn({ expiresInSeconds: 10 }), LIMITS, newCode(expired, '493817'));
      await advance(11);
      for (const key of [newKey(), used, expired]) assert.equal(await store.close(key), false);
    },
  },
  {
    name: 'R22: closing one sign-in leaves the other sign-ins of the subject alone',
    async run({ store }) {
      const first = await openWith(store, '493817');
      const second = await openWith(store, '502846', first.subjectTag);
      await store.close(first);
      assert.equal((await answer(store, second, '502846')).status, 'right');
    },
  },
  {
    name: 'a store that can be used answers a ping',
    async run({ store }) {
      await store.ping();
    },
  },
];
