import assert from 'node:assert/strict';
import type { FactorStore } from '../../ports/factor-store.js';
import type { ContractCase } from '../contract-case.js';
import { enrol } from './enrol.js';
import { ANOTHER, type FactorStoreHarness, newBypass, newRecovery, newSubject } from './harness.js';

/** Several who are enrolled. */
async function crew(store: FactorStore, count: number): Promise<readonly string[]> {
  return Promise.all(Array.from({ length: count }, async () => (await enrol(store)).subject));
}

/** How one administrator resets another, and what remains of a factor that only stands in for one. */
export const resettingCases: readonly ContractCase<FactorStoreHarness>[] = [
  {
    name: 'R72: of two who reset each other at once one stays that can get in, and so of three in a ring',
    async run({ store, twin }) {
      for (const count of [2, 2, 2, 3, 3]) {
        const all = await crew(store, count);
        const resets = all.map((subject, n) => {
          const by = { subject: all[(n + 1) % count] as string, epoch: 1 };
          return (n % 2 ? store : twin).removeFactors(subject, by);
        });
        const done = (await Promise.all(resets)).filter(Boolean).length;
        const left = (await store.enrolledMethods(all)).size;
        assert.ok(done >= 1 && left >= 1, `${done} done, ${left} left`);
        assert.equal(done + left, count);
      }
    },
  },
  {
    name: 'R38, R72: nobody resets whose own epoch is another by then, or who has no second step; nothing is done',
    async run({ store, twin }) {
      const [subject, other] = (await crew(store, 2)) as [string, string];
      const nobody = newSubject();
      await store.enrol(nobody, newRecovery(), ANOTHER);
      const resetters = [
        ...[0, 2].map((epoch) => ({ subject: other, epoch })),
        { subject: nobody, epoch: 1 },
        { subject: newSubject(), epoch: 0 },
      ];
      for (const by of resetters) assert.equal(await twin.removeFactors(subject, by), false);
      assert.deepEqual(await store.posture(subject), { epoch: 1, methods: ['sms'] });
      assert.equal(await twin.removeFactors(subject, { subject: other, epoch: 1 }), true);
      assert.deepEqual(await store.factors(subject), []);
      assert.equal(await store.removeFactors(other), true);
    },
  },
  {
    name: 'R60: a bypass code is no second step: no method of its subject, and gone with its last one',
    async run({ store, twin }) {
      const phone = await enrol(store);
      const { subject } = phone;
      await twin.enrol(subject, newBypass(), ANOTHER);
      assert.deepEqual(
        (await store.factors(subject)).map(({ kind }) => kind),
        ['phone', 'bypass'],
      );
      assert.deepEqual(await twin.posture(subject), { epoch: 2, methods: ['sms'] });
      assert.deepEqual([...(await store.enrolledMethods([subject]))], [[subject, ['sms']]]);
      assert.deepEqual((await store.adoption([subject])).get(subject), { methods: ['sms'], since: phone.confirmedAt });
      assert.deepEqual(await store.removeFactor(subject, phone.id, true), { status: 'last' });
      assert.equal((await twin.removeFactor(subject, phone.id, false)).status, 'removed');
      assert.deepEqual(await store.factors(subject), []);
    },
  },
];
