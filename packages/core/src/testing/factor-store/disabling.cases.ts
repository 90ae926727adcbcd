import assert from 'node:assert/strict';
import { type FactorStore, MAX_CONSECUTIVE_FAILURES, type RecordedFailure } from '../../ports/factor-store.js';
import type { ContractCase } from '../contract-case.js';
import { enrol } from './enrol.js';
import { type FactorStoreHarness, FIRST, LENIENT, newPhone, newSubject } from './harness.js';

interface Failing {
  readonly subject: string;
  readonly id: string;
}

/** Wrong answers to a factor, ten at a time, from both instances. */
async function fail(stores: readonly FactorStore[], { subject, id }: Failing, times: number) {
  const recorded: RecordedFailure[] = [];
  for (let n = 0; n < times; n += 10) {
    const some = Array.from({ length: Math.min(10, times - n) }, (_, m) => stores[m % stores.length] as FactorStore);
    recorded.push(...(await Promise.all(some.map((store) => store.recordFailure(subject, [id], LENIENT)))));
  }
  return recorded;
}

/** When a factor is disabled, and what that means. */
export const disablingCases: readonly ContractCase<FactorStoreHarness>[] = [
  {
    name: 'R14: the hundredth wrong answer in a row disables the factor, once, and it counts as a factor still',
    async run({ store, twin }) {
      const factor = await enrol(store);
      const { subject } = factor;
      const before = await fail([store, twin], factor, MAX_CONSECUTIVE_FAILURES - 1);
      assert.equal(
        before.some(({ disabledNow }) => disabledNow.length > 0),
        false,
      );
      assert.deepEqual(await twin.posture(subject), { epoch: 1, methods: ['sms'] });
      const after = await fail([store, twin], factor, 4);
      assert.equal(after.flatMap(({ disabledNow }) => disabledNow).length, 1);
      const [kept] = await twin.factors(subject);
      assert.ok(kept?.disabledAt instanceof Date);
      assert.equal(kept.consecutiveFailures, MAX_CONSECUTIVE_FAILURES + 3);
      assert.deepEqual(await twin.posture(subject), { epoch: 1, methods: [], disabled: true });
      assert.equal((await store.enrolledMethods([subject])).size, 0);
      assert.equal((await store.adoption([subject])).size, 0);
      assert.deepEqual(await store.enrol(subject, newPhone(), FIRST), { status: 'already_enrolled' });
    },
  },
  {
    name: 'R14: neither a right answer nor time brings a disabled factor back',
    async run({ store, age }) {
      const factor = await enrol(store);
      await fail([store], factor, MAX_CONSECUTIVE_FAILURES);
      await store.recordSuccess(factor.id);
      await age(400);
      const [kept] = await store.factors(factor.subject);
      assert.ok(kept?.disabledAt instanceof Date);
      assert.equal(kept.consecutiveFailures, MAX_CONSECUTIVE_FAILURES);
    },
  },
  {
    name: 'R15: a right answer among them, and the hundred begin again',
    async run({ store }) {
      const factor = await enrol(store);
      await fail([store], factor, MAX_CONSECUTIVE_FAILURES - 1);
      await store.recordSuccess(factor.id);
      await fail([store], factor, MAX_CONSECUTIVE_FAILURES - 1);
      assert.deepEqual(await store.posture(factor.subject), { epoch: 1, methods: ['sms'] });
    },
  },
  {
    name: 'R38, R72: removing the factors of a subject counts the epoch up, and another can be enrolled; locks stay',
    async run({ store, twin }) {
      const [factor, other] = [await enrol(store), await enrol(store)];
      const { subject } = factor;
      await fail([store], factor, MAX_CONSECUTIVE_FAILURES);
      await store.recordFailure(subject, [], { maxInThirtyDays: 5, credential: 'hash' });
      await twin.removeFactors(subject);
      const { suspected, ...posture } = await store.posture(subject);
      assert.deepEqual(posture, { epoch: 3, methods: [] });
      assert.equal(suspected?.credential, 'hash');
      assert.deepEqual(await store.factors(subject), []);
      assert.deepEqual(await store.failures(subject), { inThirtyDays: MAX_CONSECUTIVE_FAILURES + 1 });
      const again = await store.enrol(subject, newPhone(), FIRST);
      assert.deepEqual([again.status, (await twin.factors(subject))[0]?.consecutiveFailures], ['enrolled', 0]);
      assert.deepEqual(await twin.factors(other.subject), [other]);
    },
  },
  {
    name: 'wrong answers, unlocks and resets of one subject at once do not shut each other out',
    async run({ store, twin }) {
      for (let round = 0; round < 5; round += 1) {
        const { id, subject } = await enrol(store);
        const rule = { maxInThirtyDays: 2, credential: 'hash' };
        const turn = (each: FactorStore) => [
          each.recordFailure(subject, [id], rule),
          each.clearSuspicion(subject),
          each.recordFailure(subject, [id], rule),
          each.removeFactors(subject),
        ];
        await Promise.all([...turn(store), ...turn(twin)]);
        assert.deepEqual(await twin.factors(subject), []);
      }
    },
  },
  {
    name: 'R72: of a subject never seen there is nothing to remove, which is no error',
    async run({ store }) {
      const subject = newSubject();
      await store.removeFactors(subject);
      assert.deepEqual((await store.posture(subject)).methods, []);
    },
  },
];
