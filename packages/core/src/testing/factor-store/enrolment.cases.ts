import assert from 'node:assert/strict';
import type { ContractCase } from '../contract-case.js';
import { enrol, factorOf } from './enrol.js';
import { type FactorStoreHarness, FIRST, newPhone, newSubject } from './harness.js';

/** How a first phone is bound. */
export const enrolmentCases: readonly ContractCase<FactorStoreHarness>[] = [
  {
    name: 'a first phone is enrolled, and kept as it was handed over',
    async run({ store, twin }) {
      const [subject, phone] = [newSubject(), newPhone()];
      const outcome = await store.enrol(subject, phone, FIRST);
      const factor = factorOf(outcome);
      const { id, confirmedAt, ...rest } = factor;
      assert.deepEqual(rest, { subject, ...phone, preferred: false, consecutiveFailures: 0, disabledAt: null });
      assert.ok(id.length > 0);
      assert.ok(confirmedAt instanceof Date && Number.isFinite(confirmedAt.getTime()));
      assert.deepEqual(outcome, { status: 'enrolled', factor, epoch: 1 });
      assert.deepEqual(await twin.factors(subject), [factor]);
    },
  },
  {
    name: 'R33: a second enrolment of a subject with a phone is refused, and writes nothing',
    async run({ store, twin }) {
      const factor = await enrol(store);
      assert.deepEqual(await twin.enrol(factor.subject, newPhone(), FIRST), { status: 'already_enrolled' });
      assert.deepEqual(await store.factors(factor.subject), [factor]);
      assert.equal((await store.posture(factor.subject)).epoch, 1);
    },
  },
  {
    name: 'R33: of parallel first enrolments one is enrolled',
    async run({ store, twin }) {
      for (let round = 0; round < 5; round += 1) {
        const subject = newSubject();
        const outcomes = await Promise.all(
          [store, twin, store, twin].map((each) => each.enrol(subject, newPhone(), FIRST)),
        );
        const enrolled = outcomes.filter(({ status }) => status === 'enrolled');
        assert.equal(enrolled.length, 1);
        assert.deepEqual(await store.factors(subject), enrolled.map(factorOf));
        assert.equal((await twin.posture(subject)).epoch, 1);
      }
    },
  },
  {
    name: 'R41: a number serves as many accounts as it may, and no more, however many enrol it at once; it moves from none',
    async run({ store, twin }) {
      const phone = newPhone();
      const sharing = { lookups: [newPhone(), phone].map(({ lookup }) => String(lookup)), most: 2 };
      const subjects = Array.from({ length: 6 }, newSubject);
      const outcomes = await Promise.all(
        subjects.map((subject, n) => (n % 2 ? store : twin).enrol(subject, phone, { ...FIRST, sharing })),
      );
      const enrolled = outcomes.filter(({ status }) => status === 'enrolled');
      const taken = outcomes.filter(({ status }) => status === 'number_taken');
      assert.deepEqual([enrolled.length, taken.length, await store.sharers(sharing.lookups)], [2, 4, 2]);
      for (const factor of enrolled.map(factorOf)) assert.deepEqual(await store.factors(factor.subject), [factor]);
      const refused = subjects.filter((_, n) => outcomes[n]?.status === 'number_taken');
      for (const subject of refused) {
        assert.deepEqual([await store.factors(subject), (await store.posture(subject)).epoch], [[], 0]);
      }
      assert.equal(
        (await store.enrol(newSubject(), newPhone(), { ...FIRST, sharing: { ...sharing, lookups: ['x'] } })).status,
        'enrolled',
      );
      assert.equal(await store.sharers([String(newPhone().lookup)]), 0);
    },
  },
  {
    name: 'parallel first enrolments of different subjects do not hinder each other',
    async run({ store, twin }) {
      const subjects = Array.from({ length: 8 }, newSubject);
      const outcomes = await Promise.all(
        subjects.map((subject, index) => (index % 2 ? store : twin).enrol(subject, newPhone(), FIRST)),
      );
      assert.deepEqual(new Set(outcomes.map(({ status }) => status)), new Set(['enrolled']));
    },
  },
];
