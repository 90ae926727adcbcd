import assert from 'node:assert/strict';
import type { ContractCase } from '../contract-case.js';
import { enrol } from './enrol.js';
import { type FactorStoreHarness, FIRST, LENIENT, newPhone, newSubject } from './harness.js';

/** Ids that differ only in what a careless look-up overlooks, or that mean something to SQL or to JavaScript. */
function hostileSubjects(): readonly string[] {
  const id = newSubject();
  return [id, id.toUpperCase(), `${id} `, `${id}'; DROP TABLE x;--`, `${id}%`, `${id}é`, `${id}e\u0301`, '__proto__'];
}

/** What is read back. */
export const readingCases: readonly ContractCase<FactorStoreHarness>[] = [
  {
    name: 'a subject never seen has epoch 0, no methods, no phones and no failures',
    async run({ store }) {
      const subject = newSubject();
      assert.deepEqual(await store.posture(subject), { epoch: 0, methods: [] });
      assert.deepEqual(await store.factors(subject), []);
      assert.deepEqual(await store.failures(subject), { inThirtyDays: 0 });
    },
  },
  {
    name: 'R38: an enrolment counts the epoch up; right and wrong answers do not',
    async run({ store, twin }) {
      const { id, subject } = await enrol(store);
      await store.recordFailure(subject, [id], LENIENT);
      await store.recordSuccess(id);
      assert.deepEqual(await twin.posture(subject), { epoch: 1, methods: ['sms'] });
    },
  },
  {
    name: 'the enrolled methods of many subjects leave out those with none',
    async run({ store, twin }) {
      const [first, second, none] = [await enrol(store), await enrol(twin), newSubject()];
      const found = await store.enrolledMethods([first.subject, none, second.subject, first.subject]);
      assert.deepEqual(new Map(found), new Map([first, second].map(({ subject }) => [subject, ['sms']])));
      assert.equal((await store.enrolledMethods([])).size, 0);
    },
  },
  {
    name: 'R72: the adoption of many subjects tells since when, and leaves out those with none',
    async run({ store, twin }) {
      const [first, second, none] = [await enrol(store), await enrol(twin), newSubject()];
      const found = await twin.adoption([first.subject, none, second.subject, first.subject]);
      const expected = [first, second].map(
        ({ subject, confirmedAt: since }) => [subject, { methods: ['sms'], since }] as const,
      );
      assert.deepEqual(new Map(found), new Map(expected));
      assert.equal((await store.adoption([])).size, 0);
    },
  },
  {
    name: 'subjects are told apart by every character of their ids',
    async run({ store }) {
      const [enrolled = '', ...others] = hostileSubjects();
      await store.enrol(enrolled, newPhone(), FIRST);
      for (const other of others) {
        await store.recordFailure(other, [], LENIENT);
        assert.deepEqual((await store.posture(other)).methods, []);
      }
      assert.deepEqual(await store.failures(enrolled), { inThirtyDays: 0 });
      assert.deepEqual([...(await store.enrolledMethods(others))], []);
    },
  },
  {
    name: 'a store that can be used answers a ping',
    run: ({ store }) => store.ping(),
  },
];
