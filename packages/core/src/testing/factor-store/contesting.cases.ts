import assert from 'node:assert/strict';
import type { ContractCase } from '../contract-case.js';
import { enrol } from './enrol.js';
import { type FactorStoreHarness, newSubject } from './harness.js';

const NOTICE = new Date('2026-01-05T09:00:00.000Z');
const NEWER = new Date('2026-01-05T09:00:00.001Z');

/** What the owner of an account ends by contesting a notice. */
export const contestingCases: readonly ContractCase<FactorStoreHarness>[] = [
  {
    name: 'R39: a contested notice counts the epoch up, and changes nothing else, of nobody else',
    async run({ store, twin }) {
      const [factor, other] = [await enrol(store), await enrol(store)];
      assert.equal(await store.endSessions(factor.subject, NOTICE), true);
      assert.deepEqual(await twin.posture(factor.subject), { epoch: 2, methods: ['sms'] });
      assert.deepEqual(await twin.factors(factor.subject), [factor]);
      assert.deepEqual(await twin.posture(other.subject), { epoch: 1, methods: ['sms'] });
    },
  },
  {
    name: 'R39: a subject that was never seen has an epoch then',
    async run({ store, twin }) {
      const subject = newSubject();
      assert.equal(await store.endSessions(subject, NOTICE), true);
      assert.deepEqual(await twin.posture(subject), { epoch: 1, methods: [] });
    },
  },
  {
    name: 'R39: of the same notice contested at once, again and again, one counts; of two, no turn of theirs counts more',
    async run({ store, twin }) {
      const { subject } = await enrol(store);
      const each = Array.from({ length: 6 }, (_, n) => (n % 2 ? store : twin).endSessions(subject, NOTICE));
      assert.equal((await Promise.all(each)).filter(Boolean).length, 1);
      assert.equal(await store.endSessions(subject, NEWER), true);
      for (const notice of [NOTICE, NEWER, NOTICE]) assert.equal(await twin.endSessions(subject, notice), false);
      assert.equal((await twin.posture(subject)).epoch, 3);
    },
  },
  {
    name: 'R39: later the same notice counts again',
    async run({ store, age }) {
      const { subject } = await enrol(store);
      await store.endSessions(subject, NOTICE);
      await age(1);
      assert.equal(await store.endSessions(subject, NOTICE), true);
      assert.equal((await store.posture(subject)).epoch, 3);
    },
  },
];
