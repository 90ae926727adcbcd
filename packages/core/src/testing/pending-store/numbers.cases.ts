import assert from 'node:assert/strict';
import type { SignInKey, TriedNumber } from '../../ports/pending-sign-in.js';
import type { PendingStore } from '../../ports/pending-store.js';
import type { PendingStoreCase } from './harness.js';
import { assertSeconds, LIMITS, newCode, newKey, newSignIn, readOpen } from './samples.js';

/** Waits that are in nobody's way. */
const QUICK = { ...LIMITS, resendWaitsSeconds: [0], maxSends: 20 };

const tried = (name: string): TriedNumber => ({ name, most: 3, seconds: 500 });

/** A sign-in in which a number is to be registered. */
async function enrolling(store: PendingStore, subjectTag?: string): Promise<SignInKey> {
  const key = newKey(subjectTag);
  await store.open(key, newSignIn({ purpose: 'enrol', expiresInSeconds: 900 }), QUICK);
  return key;
}

/** Sends a code to a number. */
function send(store: PendingStore, key: SignInKey, number: string) {
  return store.issue(key, newCode(key, '493817', { tried: tried(number) }), QUICK);
}

/** How many numbers a subject may try to register. */
export const numbersCases: PendingStoreCase[] = [
  {
    name: 'R41: a fourth different number is refused, over all sign-ins of the subject; the same ones go on',
    async run({ store }) {
      const first = await enrolling(store);
      for (const number of ['one', 'two', 'one']) assert.equal((await send(store, first, number)).status, 'issued');
      const second = await enrolling(store, first.subjectTag);
      assert.equal((await send(store, second, 'three')).status, 'issued');
      const before = await readOpen(store, second);
      const refused = await send(store, second, 'four');
      assert.ok(refused.status === 'full');
      assert.equal(refused.quota, 'numbers');
      assertSeconds(refused.retryAfterSeconds, 500);
      const after = await readOpen(store, second);
      assert.deepEqual([after.sends, after.code?.mac], [before.sends, before.code?.mac]);
      assert.equal((await send(store, first, 'two')).status, 'issued');
      assert.equal((await send(store, await enrolling(store), 'four')).status, 'issued');
    },
  },
  {
    name: 'R41: the window runs from the first number; later ones do not lengthen it',
    async run({ store, advance }) {
      const key = await enrolling(store);
      for (const number of ['one', 'two', 'three']) {
        assert.equal((await send(store, key, number)).status, 'issued');
        await advance(100);
      }
      const refused = await send(store, key, 'four');
      assert.ok(refused.status === 'full');
      assertSeconds(refused.retryAfterSeconds, 200);
      await advance(201);
      assert.equal((await send(store, key, 'four')).status, 'issued');
    },
  },
  {
    name: 'R41: a number that a full quota keeps from being sent a code is not one of those tried',
    async run({ store }) {
      const key = await enrolling(store);
      const windows = [{ name: 'h', seconds: 3_600, limit: 1 }];
      const full = [{ kind: 'subject' as const, owner: key.subjectTag, windows }];
      await store.issue(key, newCode(key, '493817', { quotas: full }), QUICK);
      for (const number of ['one', 'two', 'three']) {
        const code = newCode(key, '493817', { tried: tried(number), quotas: full });
        assert.equal((await store.issue(key, code, QUICK)).status, 'full');
      }
      assert.equal((await send(store, key, 'four')).status, 'issued');
    },
  },
];
