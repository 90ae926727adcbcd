import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Factor, Reseal } from '../../ports/factor.js';
import { type FactorStore, MAX_CONSECUTIVE_FAILURES } from '../../ports/factor-store.js';
import type { ContractCase } from '../contract-case.js';
import { enrol, factorOf, strangeIds } from './enrol.js';
import { ANOTHER, type FactorStoreHarness, LENIENT, newBypass, newRecovery, newTotp } from './harness.js';

/** Sealed anew, as another secret does it. */
function anew({ id, sealed }: Factor, lookup: string | null = randomUUID()): Reseal {
  return { id, from: sealed, sealed: `k2.${randomUUID()}`, lookup };
}

/** All that there are, page by page. */
async function allOf(store: FactorStore, limit: number): Promise<Factor[]> {
  const all: Factor[] = [];
  for (let page = await store.page(null, limit); page.length > 0; ) {
    assert.ok(page.length <= limit);
    all.push(...page);
    page = await store.page(page.at(-1)?.id ?? '', limit);
  }
  return all;
}

/** How factors move from one secret to the next. */
export const resealingCases: readonly ContractCase<FactorStoreHarness>[] = [
  {
    name: 'R62: page by page come all factors, once each, of every kind, disabled ones too, as they are kept',
    async run({ store, twin }) {
      const { id, subject } = await enrol(store);
      for (const made of [newTotp(3), newRecovery(), newBypass()]) factorOf(await store.enrol(subject, made, ANOTHER));
      for (let n = 0; n < MAX_CONSECUTIVE_FAILURES; n += 1) await store.recordFailure(subject, [id], LENIENT);
      const own = (await allOf(twin, 3)).filter((factor) => factor.subject === subject);
      const byId = (factors: readonly Factor[]) => [...factors].sort((one, other) => (one.id < other.id ? -1 : 1));
      assert.deepEqual(byId(own), byId(await store.factors(subject)));
      assert.equal(own.length, 4);
    },
  },
  {
    name: 'R62: a page goes on where the one before ended, also when its last factor is gone',
    async run({ store, twin }) {
      for (let n = 0; n < 3; n += 1) await enrol(store);
      const [first, second] = await store.page(null, 2);
      assert.ok(first && second);
      await twin.removeFactors(first.subject);
      assert.deepEqual(
        (await store.page(first.id, 1)).map(({ id }) => id),
        [second.id],
      );
    },
  },
  {
    name: 'R62: what is sealed as it must be is sealed anew, many at once; nothing else of it changes, and no epoch',
    async run({ store, twin }) {
      const phone = await enrol(store);
      const { subject } = phone;
      const totp = factorOf(await store.enrol(subject, newTotp(7), ANOTHER));
      await store.recordFailure(subject, [phone.id, totp.id], LENIENT);
      const changes = [anew(phone), anew(totp, null)];
      assert.deepEqual([...(await twin.reseal(changes))].sort(), [phone.id, totp.id].sort());
      const moved = changes.map(({ sealed, lookup }) => ({ sealed, lookup, consecutiveFailures: 1 }));
      assert.deepEqual(await store.factors(subject), [
        { ...phone, ...moved[0] },
        { ...totp, ...moved[1] },
      ]);
      assert.equal((await store.posture(subject)).epoch, 2);
      assert.deepEqual(
        [await store.sharers([phone.lookup ?? '']), await store.sharers([changes[0]?.lookup ?? ''])],
        [0, 1],
      );
    },
  },
  {
    name: 'R62: what was changed meanwhile, or is gone, is left; so are strange ids',
    async run({ store, twin }) {
      const [kept, moved] = [await enrol(store), await enrol(store)];
      const gone = await enrol(store);
      await store.removeFactors(gone.subject);
      assert.equal(await twin.recordSuccess(moved.id, { from: 0, to: 1, sealed: 'k1.another' }), true);
      const strange = strangeIds().map((id) => ({ ...anew(kept), id }));
      assert.deepEqual(await store.reseal([anew(moved), anew(gone), ...strange, anew(kept)]), [kept.id]);
      assert.deepEqual((await store.factors(moved.subject))[0]?.sealed, 'k1.another');
      assert.deepEqual(await store.reseal([]), []);
    },
  },
  {
    name: 'R62: of many who seal a factor anew at once one does, and a right answer among them is lost to none',
    async run({ store, twin }) {
      const { subject } = await enrol(store);
      const totp = factorOf(await store.enrol(subject, newTotp(10), ANOTHER));
      const each = Array.from({ length: 8 }, (_, n) => (n % 2 ? store : twin));
      const answer = store.recordSuccess(totp.id, { from: 10, to: 11 });
      const sealed = await Promise.all(each.map((one) => one.reseal([anew(totp, null)])));
      assert.ok(sealed.flat().length <= 1);
      assert.equal(await answer, true);
      const [, kept] = await twin.factors(subject);
      assert.equal(kept?.counter, 11);
      assert.equal(kept?.sealed.startsWith('k2.'), sealed.flat().length === 1);
    },
  },
  {
    name: 'R62: a right answer moves what a factor is looked up by, or leaves it',
    async run({ store, twin }) {
      const { id, subject } = await enrol(store);
      const lookup = randomUUID();
      assert.equal(await store.recordSuccess(id, { from: 0, to: 1, sealed: 'k2.anew', lookup }), true);
      assert.equal(await twin.recordSuccess(id, { from: 1, to: 2 }), true);
      const [kept] = await store.factors(subject);
      assert.deepEqual([kept?.sealed, kept?.lookup, kept?.counter], ['k2.anew', lookup, 2]);
    },
  },
];
