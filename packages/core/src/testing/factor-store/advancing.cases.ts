import assert from 'node:assert/strict';
import { MAX_CONSECUTIVE_FAILURES } from '../../ports/factor-store.js';
import type { ContractCase } from '../contract-case.js';
import { enrol, factorOf, strangeIds } from './enrol.js';
import { ANOTHER, type FactorStoreHarness, LENIENT, newTotp } from './harness.js';

/** How right answers move a factor on. */
export const advancingCases: readonly ContractCase<FactorStoreHarness>[] = [
  {
    name: 'R57, R63: of many who move a factor on from the same place at once, one does',
    async run({ store, twin }) {
      const { subject } = await enrol(store);
      const totp = factorOf(await store.enrol(subject, newTotp(10), ANOTHER));
      const each = Array.from({ length: 8 }, (_, n) => (n % 2 ? store : twin));
      const moved = await Promise.all(each.map((one) => one.recordSuccess(totp.id, { from: 10, to: 12 })));
      assert.equal(moved.filter(Boolean).length, 1);
      assert.equal(await store.recordSuccess(totp.id, { from: 10, to: 13 }), false);
      const [, kept] = await twin.factors(subject);
      assert.deepEqual(kept, { ...totp, counter: 12 });
    },
  },
  {
    name: 'R57: what it is made of changes in the same step, or stays; big counters come back as they were',
    async run({ store, twin }) {
      const { subject } = await enrol(store);
      const totp = factorOf(await store.enrol(subject, newTotp(), ANOTHER));
      assert.equal(await store.recordSuccess(totp.id, { from: 0, to: 4_294_967_295, sealed: 'k1.less' }), true);
      assert.equal(await twin.recordSuccess(totp.id, { from: 4_294_967_295, to: 4_294_967_296 }), true);
      const [, kept] = await store.factors(subject);
      assert.deepEqual(kept, { ...totp, counter: 4_294_967_296, sealed: 'k1.less' });
      assert.equal((await store.posture(subject)).epoch, 2);
    },
  },
  {
    name: 'R15: a right answer tells whether the factor is there, and resets its own count in a row',
    async run({ store, twin }) {
      const phone = await enrol(store);
      const totp = factorOf(await store.enrol(phone.subject, newTotp(), ANOTHER));
      await store.recordFailure(phone.subject, [phone.id, totp.id], LENIENT);
      assert.equal(await twin.recordSuccess(totp.id, { from: 0, to: 1 }), true);
      const rows = (await store.factors(phone.subject)).map(({ consecutiveFailures }) => consecutiveFailures);
      assert.deepEqual(rows, [1, 0]);
      assert.equal(await store.recordSuccess(phone.id), true);
      assert.equal(await store.recordSuccess(phone.id), true);
      for (const id of strangeIds()) assert.equal(await store.recordSuccess(id), false);
    },
  },
  {
    name: 'R14: a wrong answer counts against each factor that it could be of, once in the 30 days; each is disabled once',
    async run({ store, twin }) {
      const phone = await enrol(store);
      const { subject } = phone;
      const totp = factorOf(await store.enrol(subject, newTotp(), ANOTHER));
      const both = [phone.id, totp.id];
      const recorded = [];
      for (let n = 0; n < MAX_CONSECUTIVE_FAILURES; n += 1) {
        recorded.push(await (n % 2 ? store : twin).recordFailure(subject, both, LENIENT));
      }
      assert.deepEqual(recorded.flatMap(({ disabledNow }) => disabledNow).sort(), [...both].sort());
      assert.deepEqual(await store.failures(subject), { inThirtyDays: MAX_CONSECUTIVE_FAILURES });
      assert.deepEqual(await twin.posture(subject), { epoch: 2, methods: [], disabled: true });
      assert.equal(await store.recordSuccess(totp.id, { from: 0, to: 1 }), false);
    },
  },
];
