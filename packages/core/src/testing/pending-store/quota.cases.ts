import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { SendQuota, SendWindow } from '../../ports/pending-store.js';
import type { PendingStoreCase } from './harness.js';
import { assertSeconds, LIMITS, newCode, newKey, newSignIn } from './samples.js';

const HOUR: SendWindow = { name: 'h', seconds: 3_600, limit: 2 };
const DAY: SendWindow = { name: 'd', seconds: 86_400, limit: 3 };

/** A quota of an owner never seen before. */
function newQuota(changes: Partial<SendQuota> = {}): SendQuota {
  return { owner: `n:${randomUUID()}`, windows: [HOUR, DAY], ...changes };
}

/** Sends that several subjects share, and those of one. */
export const quotaCases: PendingStoreCase[] = [
  {
    name: 'R25: a quota lets through as many sends as it allows, and tells the exact wait until the next',
    async run({ store, advance }) {
      const quota = newQuota();
      assert.deepEqual(await store.charge([quota]), { status: 'charged', counts: [[1, 1]] });
      await advance(60);
      assert.deepEqual(await store.charge([quota]), { status: 'charged', counts: [[2, 2]] });
      const refused = await store.charge([quota]);
      assert.ok(refused.status === 'refused' && refused.owner === quota.owner);
      assertSeconds(refused.retryAfterSeconds, 3_540);
    },
  },
  {
    name: 'R24: a window runs from its first send, and the longer one goes on when the shorter has ended',
    async run({ store, advance }) {
      const quota = newQuota();
      for (const _ of [1, 2]) await store.charge([quota]);
      await advance(3_601);
      assert.deepEqual(await store.charge([quota]), { status: 'charged', counts: [[1, 3]] });
      const refused = await store.charge([quota]);
      assert.ok(refused.status === 'refused');
      assertSeconds(refused.retryAfterSeconds, 86_400 - 3_601);
    },
  },
  {
    name: 'R25: of several quotas all are charged or none, and the longest wait is told',
    async run({ store }) {
      const [open, full, fuller] = [
        newQuota(),
        newQuota({ windows: [HOUR] }),
        newQuota({ windows: [{ ...DAY, limit: 1 }] }),
      ];
      await store.charge([full]);
      await store.charge([full, fuller]);
      const refused = await store.charge([open, full, fuller]);
      assert.ok(refused.status === 'refused' && refused.owner === fuller.owner);
      assertSeconds(refused.retryAfterSeconds, 86_400);
      assert.deepEqual(await store.charge([open]), { status: 'charged', counts: [[1, 1]] });
    },
  },
  {
    name: 'R24: kinds of one owner are counted apart, and owners too',
    async run({ store }) {
      const quota = newQuota({ windows: [{ ...HOUR, limit: 1 }] });
      for (const other of [quota, { ...quota, kind: 'enrol' }, newQuota({ windows: quota.windows })]) {
        assert.equal((await store.charge([other])).status, 'charged');
        assert.equal((await store.charge([other])).status, 'refused');
      }
    },
  },
  {
    name: 'R28: of fifty parallel charges as many go through as the quota allows',
    async run({ store }) {
      const quota = newQuota({
        windows: [
          { ...HOUR, limit: 7 },
          { ...DAY, limit: 9 },
        ],
      });
      const outcomes = await Promise.all(Array.from({ length: 50 }, () => store.charge([quota])));
      assert.equal(outcomes.filter(({ status }) => status === 'charged').length, 7);
    },
  },
  {
    name: 'a refund gives one send back, starts no window, and gives no more than was taken',
    async run({ store, keysWithoutExpiry }) {
      const quota = newQuota();
      await store.refund([quota]);
      for (const _ of [1, 2]) await store.charge([quota]);
      await store.refund([quota]);
      assert.deepEqual(await store.charge([quota]), { status: 'charged', counts: [[2, 2]] });
      for (const _ of [1, 2, 3, 4]) await store.refund([quota]);
      assert.deepEqual(await store.charge([quota]), { status: 'charged', counts: [[1, 1]] });
      assert.deepEqual(await keysWithoutExpiry(), []);
    },
  },
  {
    name: 'R24: a subject’s sends are counted over all its sign-ins; beyond them a sign-in opens without a code',
    async run({ store, advance }) {
      const { subjectTag } = newKey();
      const open = () => {
        const key = newKey(subjectTag);
        return store.open(key, newSignIn(), LIMITS, newCode(key, '493817'));
      };
      for (let n = 0; n < 5; n++) {
        const { status, ...outcome } = await open();
        assert.ok(status === 'opened' && 'signIn' in outcome && outcome.signIn.code && outcome.signIn.sends === 1);
      }
      const beyond = await open();
      assert.ok(beyond.status === 'opened' && beyond.signIn.code === null && beyond.signIn.sends === 0);
      await advance(3_601);
      const later = await open();
      assert.ok(later.status === 'opened' && later.signIn.code);
    },
  },
  {
    name: 'R24: beyond a subject’s sends no code is issued, and the exact wait is told',
    async run({ store, advance }) {
      const limits = { ...LIMITS, resendWaitsSeconds: [0], subjectSends: [{ name: 'h', seconds: 3_600, limit: 2 }] };
      const key = newKey();
      await store.open(key, newSignIn(), limits, newCode(key, '493817'));
      await advance(30);
      assert.equal((await store.issue(key, newCode(key, '502846'), limits)).status, 'issued');
      const refused = await store.issue(key, newCode(key, '611111'), limits);
      assert.ok(refused.status === 'too_many' && refused.signIn.sends === 2);
      assertSeconds(refused.retryAfterSeconds, 3_570);
    },
  },
];
