import assert from 'node:assert/strict';
import { randomBytes, randomInt } from 'node:crypto';
import type { Conversion, ConversionLimits } from '../../ports/conversion.js';
import type { PendingStore } from '../../ports/pending-store.js';
import type { SendQuota } from '../../ports/send-quota.js';
import type { PendingStoreCase } from './harness.js';
import { LIMITS, newCode, newKey, newSignIn } from './samples.js';

const ALARMS: ConversionLimits = {
  windowSeconds: 3_600,
  leastSent: 20,
  leastShare: 0.3,
  runLength: 5,
  runReach: 10,
  pauseSeconds: 3_600,
};

/** Numbers that no other case counts. */
function newBlock() {
  const block = randomBytes(12).toString('base64url');
  const dialCode = String(randomInt(100_000_000, 999_999_999));
  const windows = [{ name: `block:${block}`, seconds: 3_600, limit: 1_000_000 }];
  const pause: SendQuota = { kind: 'block', owner: `dial:${dialCode}`, windows };
  const note = (store: PendingStore, happened: Partial<Conversion>, limits = ALARMS) =>
    store.noteConversion(
      { dialCode, block, sent: 0, verified: 0, strangers: [], proved: [], ...happened },
      limits,
      pause,
    );
  return { note, pause };
}

/** How a stranger of a block fares who opens a sign-in with a code. */
async function openFor(store: PendingStore, pause: SendQuota) {
  const key = newKey();
  return store.open(key, newSignIn(), LIMITS, newCode(key, '493817', { quotas: [pause] }));
}

/** What is noticed of codes that do not come back. */
export const conversionCases: PendingStoreCase[] = [
  {
    name: 'R29: too few codes of twenty that come back are noticed, of the block and of its dial code, once a window',
    async run({ store, advance }) {
      const { note } = newBlock();
      assert.deepEqual(await note(store, { sent: 19, verified: 5 }), []);
      const counts = { cause: 'conversion', sent: 20, verified: 5 };
      const both = [
        { of: 'dial_code', ...counts },
        { of: 'block', ...counts },
      ];
      assert.deepEqual(await note(store, { sent: 1 }), both);
      assert.deepEqual(await note(store, { sent: 50 }), []);
      await advance(3_601);
      assert.deepEqual(await note(store, { sent: 20, verified: 5 }), both);
    },
  },
  {
    name: 'R29: three codes of ten that come back are enough, and so are few codes of which none does',
    async run({ store }) {
      const { note } = newBlock();
      assert.deepEqual(await note(store, { sent: 20, verified: 6 }), []);
      assert.deepEqual(await newBlock().note(store, { sent: 19 }), []);
    },
  },
  {
    name: 'R29: a paused block sends strangers no code for an hour; without a pause it goes on',
    async run({ store, advance }) {
      const paused = newBlock();
      assert.equal((await openFor(store, paused.pause)).status, 'opened');
      await paused.note(store, { sent: 20 });
      const refused = await openFor(store, paused.pause);
      assert.ok(refused.status === 'full');
      assert.equal(refused.quota, 'block');
      assert.ok(refused.retryAfterSeconds > 3_500 && refused.retryAfterSeconds <= 3_600);
      await advance(3_601);
      assert.equal((await openFor(store, paused.pause)).status, 'opened');
      const alarmed = newBlock();
      await alarmed.note(store, { sent: 20 }, { ...ALARMS, pauseSeconds: 0 });
      assert.equal((await openFor(store, alarmed.pause)).status, 'opened');
    },
  },
  {
    name: 'R29: neighbours that nobody has verified are a run; those whose code came back are no part of it',
    async run({ store }) {
      const run = newBlock();
      const strangers = [100, 101, 103, 108];
      assert.deepEqual(await run.note(store, { sent: 4, strangers }), []);
      assert.deepEqual(await run.note(store, { sent: 1, strangers: [103] }), []);
      const [alarm, ...others] = await run.note(store, { sent: 1, strangers: [110] });
      assert.deepEqual([alarm, others], [{ of: 'block', cause: 'adjacent', sent: 6, verified: 0 }, []]);
      assert.equal((await openFor(store, run.pause)).status, 'full');
      const known = newBlock();
      await known.note(store, { sent: 4, strangers });
      await known.note(store, { verified: 1, proved: [101] });
      assert.deepEqual(await known.note(store, { sent: 1, strangers: [110] }), []);
      const scattered = newBlock();
      const far = [0, 1_000, 2_000, 3_000, 4_000, 5_000];
      assert.deepEqual(await scattered.note(store, { sent: 6, strangers: far }), []);
    },
  },
  {
    name: 'R78: wrong answers of all subjects are counted together, in a window that later ones do not lengthen',
    async run({ store, advance, keysWithoutExpiry }) {
      await advance(3_601);
      assert.deepEqual([await store.countFailures(3, 600), await store.countFailures(4, 600)], [3, 7]);
      assert.deepEqual(await keysWithoutExpiry(), []);
      await advance(400);
      assert.equal(await store.countFailures(1, 600), 8);
      await advance(201);
      assert.equal(await store.countFailures(2, 600), 2);
      await advance(601);
    },
  },
  {
    name: 'R03: what is counted of codes expires by itself',
    async run({ store, keysWithoutExpiry }) {
      await newBlock().note(store, { sent: 20, strangers: [1, 2, 3, 4, 5, 6] });
      assert.deepEqual(await keysWithoutExpiry(), []);
    },
  },
];
