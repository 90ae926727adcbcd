import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { RepeatedCode } from '../../ports/pending-sign-in.js';
import type { SendQuota } from '../../ports/send-quota.js';
import type { PendingStoreCase, PendingStoreHarness } from './harness.js';
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

type Store = PendingStoreHarness['store'];
type Key = ReturnType<typeof newKey>;

/** Asks for the first send of a sign-in once more. */
function repeat(store: Store, key: Key, changes: Partial<RepeatedCode> = {}, limits = LIMITS) {
  const code = { reference: 'KX', send: 1, quotas: [], curable: ['not_delivered', 'misconfigured'] } as const;
  return store.repeat(key, { ...code, ...changes }, limits);
}

/** A subject's own quota, a number's and the installation's, so that a Cluster keeps them in several places. */
function quotasOf({ subjectTag }: Key, limits: { own?: number; number?: number } = {}): SendQuota[] {
  const windows = (limit: number) => [{ name: 'h', seconds: 3_600, limit }];
  return [
    { kind: 'subject', owner: subjectTag, windows: windows(limits.own ?? 9) },
    { kind: 'number', owner: `n:${randomUUID()}`, windows: windows(limits.number ?? 9) },
    { kind: 'total', owner: `all:${randomUUID()}`, windows: windows(9) },
  ];
}

/** Opens a sign-in whose code costs these. */
async function openFor(store: Store, key: Key, quotas: readonly SendQuota[]): Promise<void> {
  assert.equal((await store.open(key, newSignIn(), LIMITS, newCode(key, '493817', { quotas }))).status, 'opened');
}

/** The counts after one more send. */
async function countsOf(store: Store, quotas: readonly SendQuota[]): Promise<unknown> {
  const key = newKey(quotas[0]?.owner);
  const outcome = await store.open(key, newSignIn(), LIMITS, newCode(key, '493817', { quotas }));
  assert.ok(outcome.status === 'opened', outcome.status);
  return outcome.counts;
}

/** The first send is still the only one, and the wait after it goes on. */
async function expectUnchanged(store: Store, key: Key): Promise<void> {
  const { sends, code, resendInSeconds } = await readOpen(store, key);
  assert.deepEqual([sends, code?.reference], [1, 'KX']);
  assertSeconds(resendInSeconds, 30);
}

/** Sending the same code once more. */
export const repeatingCases: PendingStoreCase[] = [
  {
    name: 'R28: a repeated send is charged, and leaves the code, its life, the tries and the wait as they were',
    async run({ store, advance }) {
      const key = newKey();
      const quotas = quotasOf(key);
      await openFor(store, key, quotas);
      await failTimes(store, key, 1);
      await advance(20);
      const before = await readOpen(store, key);
      const outcome = await repeat(store, key, { quotas });
      assert.ok(outcome.status === 'charged');
      assert.deepEqual([outcome.counts, outcome.signIn.sends], [[[2], [2], [2]], 1]);
      const after = await readOpen(store, key);
      assert.deepEqual([after.sends, after.tries, after.code?.mac], [2, 1, before.code?.mac]);
      assert.deepEqual([after.code?.reference, after.target], ['KX', before.target]);
      assertSeconds(after.code?.expiresInSeconds, 280);
      assertSeconds(after.resendInSeconds, 10);
      assert.equal((await answer(store, key, '493817')).status, 'right');
    },
  },
  {
    name: 'R05: a code that was repeated is superseded as a whole, and the next wait is that of the third send',
    async run({ store, advance }) {
      const key = await openWith(store, '493817');
      await repeat(store, key);
      await advance(31);
      const outcome = await store.issue(key, newCode(key, '502846', { reference: 'ZB' }), LIMITS);
      assert.ok(outcome.status === 'issued' && outcome.signIn.sends === 3);
      assertSeconds(outcome.signIn.resendInSeconds, 120);
      assert.equal((await answer(store, key, '493817')).status, 'superseded');
      assert.equal((await answer(store, key, '502846')).status, 'right');
    },
  },
  {
    name: 'R28, R88: of twenty who repeat one send at once one is charged',
    async run({ store }) {
      const key = newKey();
      const quotas = quotasOf(key, { own: 30, number: 30 }).slice(0, 2);
      await openFor(store, key, quotas);
      const outcomes = await Promise.all(Array.from({ length: 20 }, () => repeat(store, key, { quotas })));
      assert.equal(outcomes.filter(({ status }) => status === 'charged').length, 1);
      assert.equal(outcomes.filter(({ status }) => status === 'settled').length, 19);
      assert.equal((await readOpen(store, key)).sends, 2);
      assert.deepEqual(await countsOf(store, quotas), [[3], [3]]);
    },
  },
  {
    name: 'what is known of the message decides: nothing, or a failure that can be cured, and then it is forgotten',
    async run({ store }) {
      const after = async (...news: [Parameters<Store['noteDelivery']>[2], Parameters<Store['noteDelivery']>[3]?]) => {
        const key = await openWith(store, '493817');
        await store.noteDelivery(key, 'KX', ...news);
        const { status } = await repeat(store, key);
        return [status, (await readOpen(store, key)).code?.delivery];
      };
      assert.deepEqual(await after('accepted'), ['charged', 'accepted']);
      assert.deepEqual(await after('undelivered', 'misconfigured'), ['charged', 'accepted']);
      assert.deepEqual(await after('undelivered', 'opted_out'), ['settled', 'undelivered']);
      assert.deepEqual(await after('undelivered'), ['settled', 'undelivered']);
      assert.deepEqual(await after('unknown', 'busy'), ['settled', 'unknown']);
      assert.deepEqual(await after('delivered'), ['settled', 'delivered']);
    },
  },
  {
    name: 'what a failure was is told to who repeats, so that it can be put back',
    async run({ store }) {
      const key = await openWith(store, '493817');
      await store.noteDelivery(key, 'KX', 'undelivered', 'not_delivered');
      const outcome = await repeat(store, key);
      assert.ok(outcome.status === 'charged');
      assert.deepEqual([outcome.signIn.code?.delivery, outcome.signIn.code?.failure], ['undelivered', 'not_delivered']);
    },
  },
  {
    name: 'of the message before, only that it arrived is news',
    async run({ store }) {
      const key = await openWith(store, '493817');
      assert.equal(await store.noteDelivery(key, 'KX', 'unknown', null, 1), true);
      await store.noteDelivery(key, 'KX', 'accepted', null, 1);
      await repeat(store, key);
      assert.equal(await store.noteDelivery(key, 'KX', 'undelivered', 'not_delivered', 1), false);
      assert.equal((await readOpen(store, key)).code?.delivery, 'accepted');
      assert.equal(await store.noteDelivery(key, 'KX', 'undelivered', 'not_delivered', 2), true);
      assert.equal(await store.noteDelivery(key, 'KX', 'delivered', null, 1), true);
      assert.equal((await readOpen(store, key)).code?.delivery, 'delivered');
    },
  },
  {
    name: 'a code that was replaced, has expired, was right or is another is not repeated, and costs nothing',
    async run({ store, advance }) {
      const key = newKey();
      const quotas = quotasOf(key);
      await openFor(store, key, quotas);
      assert.equal((await repeat(store, key, { quotas, reference: 'ZB' })).status, 'settled');
      assert.equal((await repeat(store, key, { quotas, send: 2 })).status, 'settled');
      await advance(31);
      await store.issue(key, newCode(key, '502846', { reference: 'ZB' }), LIMITS);
      assert.equal((await repeat(store, key, { quotas })).status, 'settled');
      await advance(301);
      assert.equal((await repeat(store, key, { quotas, reference: 'ZB', send: 2 })).status, 'settled');
      await store.close(key);
      assert.deepEqual(await repeat(store, key, { quotas }), { status: 'gone' });
      assert.deepEqual(await repeat(store, newKey(), { quotas }), { status: 'gone' });
      assert.deepEqual(await countsOf(store, quotas), [[2], [2], [2]]);
    },
  },
  {
    name: 'R23: beyond the sends of its sign-in a code is not repeated, and costs nothing',
    async run({ store }) {
      const key = newKey();
      const quotas = quotasOf(key);
      await openFor(store, key, quotas);
      const outcome = await repeat(store, key, { quotas }, { ...LIMITS, maxSends: 1 });
      assert.ok(outcome.status === 'too_many');
      assertSeconds(outcome.retryAfterSeconds, 600);
      await expectUnchanged(store, key);
      assert.deepEqual(await countsOf(store, quotas), [[2], [2], [2]]);
    },
  },
  ...(['own', 'number'] as const).map(
    (full): PendingStoreCase => ({
      name: `R24: beyond the quota of ${full === 'own' ? 'a subject' : 'a number'} a code is not repeated, and no quota is charged`,
      async run({ store, keysWithoutExpiry }) {
        const key = newKey();
        const quotas = quotasOf(key, { [full]: 1 });
        await openFor(store, key, quotas);
        const outcome = await repeat(store, key, { quotas });
        assert.ok(outcome.status === 'full');
        assert.equal(outcome.quota, full === 'own' ? 'subject' : 'number');
        assertSeconds(outcome.retryAfterSeconds, 3_600);
        await expectUnchanged(store, key);
        assert.deepEqual(await keysWithoutExpiry(), []);
        const roomy = quotas.map((quota) => ({ ...quota, windows: [{ name: 'h', seconds: 3_600, limit: 9 }] }));
        assert.deepEqual(await countsOf(store, roomy), [[2], [2], [2]]);
      },
    }),
  ),
  {
    name: 'R16: a locked subject is sent nothing once more, and nothing is charged',
    async run({ store }) {
      const key = newKey();
      const quotas = quotasOf(key);
      await openFor(store, key, quotas);
      await failTimes(store, key, 2);
      const outcome = await repeat(store, key, { quotas }, LOCKS_AT_TWO);
      assert.ok(outcome.status === 'locked');
      assertSeconds(outcome.retryAfterSeconds, LIMITS.failureWindowSeconds);
      assert.deepEqual(await countsOf(store, quotas), [[2], [2], [2]]);
    },
  },
];
