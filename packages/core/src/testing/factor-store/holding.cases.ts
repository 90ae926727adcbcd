import assert from 'node:assert/strict';
import { MAX_FACTORS } from '../../ports/factor.js';
import type { ContractCase } from '../contract-case.js';
import { enrol, factorOf, strangeIds } from './enrol.js';
import { ANOTHER, type FactorStoreHarness, newPhone, newRecovery, newSubject, newTotp } from './harness.js';

/** How a subject holds several factors. */
export const holdingCases: readonly ContractCase<FactorStoreHarness>[] = [
  {
    name: 'R47: another factor stands beside the first, each with its own kind, and counts the epoch up',
    async run({ store, twin }) {
      const phone = await enrol(store);
      const { subject } = phone;
      const outcome = await twin.enrol(subject, newTotp(7), { ...ANOTHER, epoch: 1 });
      const totp = factorOf(outcome);
      assert.deepEqual(await store.factors(subject), [phone, totp]);
      assert.deepEqual([totp.kind, totp.counter, totp.lookup, totp.lastDigits], ['totp', 7, null, null]);
      assert.deepEqual(await store.posture(subject), { epoch: 2, methods: ['sms', 'totp'] });
      assert.deepEqual([...(await twin.enrolledMethods([subject]))], [[subject, ['sms', 'totp']]]);
      await store.enrol(subject, newRecovery(), ANOTHER);
      assert.deepEqual((await twin.posture(subject)).methods, ['sms', 'totp', 'recovery']);
    },
  },
  {
    name: 'R36: none is bound under an epoch that is past, nor in place of one that is gone; nothing is written',
    async run({ store, twin }) {
      const phone = await enrol(store);
      const { subject } = phone;
      const stale = [{ epoch: 0 }, { epoch: 2 }, ...strangeIds().map((id) => ({ replaces: [phone.id, id] }))];
      for (const terms of stale) {
        assert.deepEqual(await twin.enrol(subject, newTotp(), { ...ANOTHER, ...terms }), { status: 'changed' });
      }
      assert.deepEqual(await store.factors(subject), [phone]);
      assert.equal((await store.posture(subject)).epoch, 1);
    },
  },
  {
    name: 'R35: one takes the place of another in one step; of two who ask at once under one epoch, one',
    async run({ store, twin }) {
      for (let round = 0; round < 5; round += 1) {
        const phone = await enrol(store);
        const { subject, id } = phone;
        const terms = { ...ANOTHER, epoch: 1, replaces: [id] };
        const outcomes = await Promise.all([store, twin].map((each) => each.enrol(subject, newPhone(), terms)));
        assert.deepEqual(outcomes.map(({ status }) => status).sort(), ['changed', 'enrolled']);
        const enrolled = outcomes.filter(({ status }) => status === 'enrolled').map(factorOf);
        assert.deepEqual(await twin.factors(subject), enrolled);
      }
    },
  },
  {
    name: 'R60: one takes the place of all',
    async run({ store, twin }) {
      const { subject } = await enrol(store);
      await store.enrol(subject, newRecovery(), ANOTHER);
      const only = factorOf(await twin.enrol(subject, newTotp(), { ...ANOTHER, epoch: 2, replaces: 'all' }));
      assert.deepEqual(await store.factors(subject), [only]);
    },
  },
  {
    name: 'R60: recovery codes are bound in the same step as it, or neither is; the epoch counts up once',
    async run({ store, twin }) {
      const { subject } = await enrol(store);
      const old = factorOf(await store.enrol(subject, newRecovery(), ANOTHER));
      const [made, set] = [newTotp(7), { ...newRecovery(), sealed: 'a fresh set' }];
      const terms = { ...ANOTHER, replaces: 'all', beside: [set] } as const;
      assert.deepEqual(await twin.enrol(subject, made, { ...terms, epoch: 1 }), { status: 'changed' });
      assert.deepEqual((await store.factors(subject))[1], old);
      const outcome = await twin.enrol(subject, made, { ...terms, epoch: 2 });
      const kept = await store.factors(subject);
      const others = kept.filter(({ id }) => id !== factorOf(outcome).id);
      assert.deepEqual(
        [kept.length, others.map(({ kind, sealed }) => [kind, sealed])],
        [2, [['recovery', set.sealed]]],
      );
      assert.deepEqual([factorOf(outcome).kind, (await store.posture(subject)).epoch], ['totp', 3]);
    },
  },
  {
    name: 'the same number is not bound twice to a subject, unless it takes its own place',
    async run({ store }) {
      const phone = newPhone();
      const { id, subject } = factorOf(await store.enrol(newSubject(), phone, { first: true }));
      assert.deepEqual(await store.enrol(subject, phone, ANOTHER), { status: 'already_enrolled' });
      assert.equal((await store.enrol(subject, phone, { ...ANOTHER, replaces: [id] })).status, 'enrolled');
    },
  },
  {
    name: 'a subject holds so many and no more, however many are bound at once; recovery codes do not count',
    async run({ store, twin }) {
      const { subject } = await enrol(store);
      await store.enrol(subject, newRecovery(), ANOTHER);
      const each = Array.from({ length: MAX_FACTORS + 2 }, (_, n) => (n % 2 ? store : twin));
      const outcomes = await Promise.all(each.map((one) => one.enrol(subject, newTotp(), ANOTHER)));
      assert.equal(outcomes.filter(({ status }) => status === 'enrolled').length, MAX_FACTORS - 1);
      assert.equal(outcomes.filter(({ status }) => status === 'too_many').length, 3);
    },
  },
  {
    name: 'R37: one factor is removed, the last one only where none must stay; the recovery codes go with it',
    async run({ store, twin }) {
      const phone = await enrol(store);
      const { subject } = phone;
      const totp = factorOf(await store.enrol(subject, newTotp(), ANOTHER));
      await store.enrol(subject, newRecovery(), ANOTHER);
      assert.deepEqual(await twin.removeFactor(subject, phone.id, true), {
        status: 'removed',
        factor: phone,
        epoch: 4,
      });
      assert.deepEqual(await store.removeFactor(subject, totp.id, true), { status: 'last' });
      assert.equal((await store.factors(subject)).length, 2);
      const removed = await store.removeFactor(subject, totp.id, false);
      assert.equal(removed.status, 'removed');
      assert.deepEqual(await twin.factors(subject), []);
      assert.deepEqual(await twin.posture(subject), { epoch: 5, methods: [] });
    },
  },
  {
    name: "R37: another subject's factor, and what is none, cannot be removed or named",
    async run({ store }) {
      const [mine, other] = [await enrol(store), await enrol(store)];
      for (const id of [other.id, ...strangeIds()]) {
        assert.deepEqual(await store.removeFactor(mine.subject, id, false), { status: 'unknown' });
        assert.equal(await store.describeFactor(mine.subject, id, { name: 'x', preferred: true }), false);
      }
      assert.deepEqual(await store.factors(other.subject), [other]);
    },
  },
  {
    name: 'R37: of two factors that are removed at once, one stays where one must',
    async run({ store, twin }) {
      for (let round = 0; round < 5; round += 1) {
        const phone = await enrol(store);
        const { subject } = phone;
        const totp = factorOf(await store.enrol(subject, newTotp(), ANOTHER));
        const outcomes = await Promise.all([
          store.removeFactor(subject, phone.id, true),
          twin.removeFactor(subject, totp.id, true),
        ]);
        assert.deepEqual(outcomes.map(({ status }) => status).sort(), ['last', 'removed']);
      }
    },
  },
  {
    name: 'a factor is named and preferred, one at a time, and its sessions go on',
    async run({ store, twin }) {
      const phone = await enrol(store);
      const { subject } = phone;
      const totp = factorOf(await store.enrol(subject, newTotp(), ANOTHER));
      assert.equal(await store.describeFactor(subject, phone.id, { name: 'Work', preferred: true }), true);
      assert.equal(await twin.describeFactor(subject, totp.id, { preferred: true }), true);
      const told = (await store.factors(subject)).map(({ name, preferred }) => [name, preferred]);
      assert.deepEqual(told, [
        ['Work', false],
        [null, true],
      ]);
      await store.describeFactor(subject, totp.id, { preferred: false });
      await store.describeFactor(subject, phone.id, { name: null });
      assert.deepEqual(
        (await twin.factors(subject)).map(({ name, preferred }) => [name, preferred]),
        [
          [null, false],
          [null, false],
        ],
      );
      assert.equal((await store.posture(subject)).epoch, 2);
    },
  },
];
