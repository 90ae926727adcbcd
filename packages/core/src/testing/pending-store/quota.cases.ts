import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { SendQuota, SendWindow } from '../../ports/send-quota.js';
import type { PendingStoreCase, PendingStoreHarness } from './harness.js';
import { answer, assertSeconds, LIMITS, newCode, newKey, newSignIn, readOpen } from './samples.js';

const HOUR: SendWindow = { name: 'h', seconds: 3_600, limit: 2 };
const DAY: SendWindow = { name: 'd', seconds: 86_400, limit: 3 };

/** A quota of an owner never seen before. */
function newQuota(changes: Partial<SendQuota> = {}): SendQuota {
  return { kind: 'number', owner: `n:${randomUUID()}`, windows: [HOUR, DAY], ...changes };
}

/** The quota of this subject alone. */
function ownQuota(subjectTag: string, windows: readonly SendWindow[] = [HOUR]): SendQuota {
  return { kind: 'subject', owner: subjectTag, windows };
}

type Store = PendingStoreHarness['store'];

/** Opens a sign-in with a code that costs these. */
function openFor(store: Store, quotas: readonly SendQuota[], key = newKey()) {
  return store.open(key, newSignIn(), LIMITS, newCode(key, '493817', { quotas }));
}

/** Sends another code that costs these. */
function resend(store: Store, key: ReturnType<typeof newKey>, quotas: readonly SendQuota[], digits = '502846') {
  return store.issue(key, newCode(key, digits, { quotas, reference: 'ZB' }), LIMITS);
}

/** The counts after one more send, which must have room. */
async function countsOf(store: Store, quotas: readonly SendQuota[]): Promise<unknown> {
  const outcome = await openFor(store, quotas);
  assert.ok(outcome.status === 'opened', outcome.status);
  return outcome.counts;
}

/** What a send costs, and what it may not. */
export const quotaCases: PendingStoreCase[] = [
  {
    name: 'R24, R25: quotas let through as many sends as they allow; then a sign-in opens without, with the exact wait',
    async run({ store, advance }) {
      const quota = newQuota();
      assert.deepEqual(await countsOf(store, [quota]), [[1, 1]]);
      await advance(60);
      assert.deepEqual(await countsOf(store, [quota]), [[2, 2]]);
      const key = newKey();
      const refused = await openFor(store, [quota], key);
      assert.ok(refused.status === 'full' && refused.quota === 'number');
      assertSeconds(refused.retryAfterSeconds, 3_540);
      const { sends, code, resendInSeconds } = await readOpen(store, key);
      assert.deepEqual([sends, code], [0, null]);
      assertSeconds(resendInSeconds, 3_540);
      assert.equal((await answer(store, key, '493817')).status, 'not_requested');
    },
  },
  {
    name: 'R24: a window runs from its first send, and the longer one goes on when the shorter has ended',
    async run({ store, advance }) {
      const quota = newQuota();
      for (const _ of [1, 2]) await countsOf(store, [quota]);
      await advance(3_601);
      assert.deepEqual(await countsOf(store, [quota]), [[1, 3]]);
      const refused = await openFor(store, [quota]);
      assert.ok(refused.status === 'full');
      assertSeconds(refused.retryAfterSeconds, 86_400 - 3_601);
    },
  },
  {
    name: 'R24, R25: of several quotas all are charged or none, and the longest wait is told',
    async run({ store }) {
      const open = newQuota();
      const full = newQuota({ kind: 'address', windows: [HOUR] });
      const fuller = newQuota({ kind: 'total', windows: [{ ...DAY, limit: 1 }] });
      await countsOf(store, [full]);
      assert.deepEqual(await countsOf(store, [full, fuller]), [[2], [1]]);
      const { subjectTag } = newKey();
      const refused = await openFor(store, [ownQuota(subjectTag), open, full, fuller], newKey(subjectTag));
      assert.ok(refused.status === 'full' && refused.quota === 'total');
      assertSeconds(refused.retryAfterSeconds, 86_400);
      const next = await openFor(store, [open, ownQuota(subjectTag)], newKey(subjectTag));
      assert.ok(next.status === 'opened');
      assert.deepEqual(next.counts, [[1, 1], [1]]);
    },
  },
  {
    name: 'R24: owners are counted apart',
    async run({ store }) {
      const quota = newQuota({ windows: [{ ...HOUR, limit: 1 }] });
      for (const other of [quota, { ...quota, owner: `enrol:${randomUUID()}` }, newQuota({ windows: quota.windows })]) {
        assert.equal((await openFor(store, [other])).status, 'opened');
        assert.equal((await openFor(store, [other])).status, 'full');
      }
    },
  },
  {
    name: 'R24: a resend that a quota has no room for leaves the live code and the count, and tells the exact wait',
    async run({ store, advance }) {
      const [key, quota] = [newKey(), newQuota({ windows: [{ ...HOUR, limit: 1 }] })];
      const own = ownQuota(key.subjectTag);
      await openFor(store, [own, quota], key);
      const before = await readOpen(store, key);
      await advance(40);
      const refused = await resend(store, key, [own, quota]);
      assert.ok(refused.status === 'full' && refused.quota === 'number' && refused.signIn.sends === 1);
      assertSeconds(refused.retryAfterSeconds, 3_560);
      const after = await readOpen(store, key);
      assert.deepEqual([after.code?.mac, after.code?.reference, after.target], [before.code?.mac, 'KX', before.target]);
      assertSeconds(after.code?.expiresInSeconds, 260);
      assertSeconds(after.resendInSeconds, 3_560);
      assert.equal((await answer(store, key, '502846')).status, 'wrong');
      assert.equal((await answer(store, key, '493817')).status, 'right');
      // The subject's own quota was given back: this is its second send.
      const next = await openFor(store, [own], newKey(key.subjectTag));
      assert.ok(next.status === 'opened');
      assert.deepEqual(next.counts, [[2]]);
    },
  },
  {
    name: 'R24: beyond a subject’s own quota no code is issued, and none of the others is charged',
    async run({ store, advance }) {
      const [key, shared] = [newKey(), newQuota()];
      const own = ownQuota(key.subjectTag, [{ ...HOUR, limit: 1 }]);
      await openFor(store, [own, shared], key);
      await advance(31);
      const refused = await resend(store, key, [own, shared]);
      assert.ok(refused.status === 'full' && refused.quota === 'subject');
      assert.deepEqual(await countsOf(store, [shared]), [[2, 2]]);
    },
  },
  {
    name: 'a sign-in that waits for a quota is sent a code as soon as there is room',
    async run({ store, advance }) {
      const [key, quota] = [newKey(), newQuota({ windows: [{ name: 'h', seconds: 60, limit: 1 }] })];
      await countsOf(store, [quota]);
      await openFor(store, [quota], key);
      await advance(20);
      assert.equal((await resend(store, key, [quota])).status, 'full');
      await advance(41);
      const sent = await resend(store, key, [quota]);
      assert.ok(sent.status === 'issued' && sent.signIn.sends === 1);
      assertSeconds(sent.signIn.resendInSeconds, 30);
      assert.equal((await answer(store, key, '502846')).status, 'right');
    },
  },
  {
    name: 'R28: a resend that is too soon, one too many, or of a sign-in that is gone costs no quota',
    async run({ store, advance }) {
      const [key, quota] = [newKey(), newQuota({ windows: [{ ...HOUR, limit: 9 }] })];
      await openFor(store, [quota], key);
      assert.equal((await resend(store, key, [quota])).status, 'too_soon');
      assert.equal((await resend(store, newKey(), [quota])).status, 'gone');
      for (const wait of [31, 61]) {
        await advance(wait);
        assert.equal((await resend(store, key, [quota])).status, 'issued');
      }
      await advance(121);
      assert.equal((await resend(store, key, [quota])).status, 'too_many');
      assert.deepEqual(await countsOf(store, [quota]), [[4]]);
    },
  },
  {
    name: 'R28: of twenty parallel sends of one sign-in one is charged',
    async run({ store, advance }) {
      const [key, quota] = [newKey(), newQuota({ windows: [{ ...HOUR, limit: 30 }] })];
      await openFor(store, [quota], key);
      await advance(31);
      const sends = Array.from({ length: 20 }, (_, n) => resend(store, key, [quota], String(200_000 + n)));
      const outcomes = await Promise.all(sends);
      assert.equal(outcomes.filter(({ status }) => status === 'issued').length, 1);
      assert.deepEqual(await countsOf(store, [quota]), [[3]]);
    },
  },
  {
    name: 'R24, R28: of fifty parallel log-ins as many are sent a code as the quota allows',
    async run({ store, keysWithoutExpiry }) {
      const quota = newQuota({
        windows: [
          { ...HOUR, limit: 7 },
          { ...DAY, limit: 9 },
        ],
      });
      const outcomes = await Promise.all(Array.from({ length: 50 }, () => openFor(store, [quota])));
      assert.equal(outcomes.filter(({ status }) => status === 'opened').length, 7);
      assert.equal(outcomes.filter(({ status }) => status === 'full').length, 43);
      assert.deepEqual(await keysWithoutExpiry(), []);
    },
  },
];
