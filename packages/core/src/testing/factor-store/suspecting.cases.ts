import assert from 'node:assert/strict';
import type { FactorStore, FailureRule, RecordedFailure } from '../../ports/factor-store.js';
import type { ContractCase } from '../contract-case.js';
import { enrol } from './enrol.js';
import { type FactorStoreHarness, newSubject } from './harness.js';

const DAY = 86_400;
const OF_FIVE: FailureRule = { maxInThirtyDays: 5, credential: 'hash-of-the-first-password' };
const WITHOUT_VERSION: FailureRule = { ...OF_FIVE, credential: null };

async function fail(store: FactorStore, subject: string, times: number, rule = OF_FIVE): Promise<RecordedFailure[]> {
  const recorded: RecordedFailure[] = [];
  for (let n = 0; n < times; n += 1) recorded.push(await store.recordFailure(subject, [], rule));
  return recorded;
}

/** Whole days of the store may make the window a little longer, never shorter. */
function assertRoomIn(seconds: number | undefined, days: number): void {
  assert.ok(seconds !== undefined && seconds > (days - 0.1) * DAY && seconds <= (days + 1) * DAY, String(seconds));
}

/** When a password comes under suspicion, and what ends that. */
export const suspectingCases: readonly ContractCase<FactorStoreHarness>[] = [
  {
    name: 'R13: at so many failures in 30 days the password is suspected, and the epoch counts up, once',
    async run({ store, twin }) {
      const { subject } = await enrol(store);
      const before = await fail(store, subject, 4);
      assert.deepEqual(
        before.map(({ inThirtyDays, suspected, suspectedNow }) => [inThirtyDays, suspected, suspectedNow]),
        [1, 2, 3, 4].map((n) => [n, undefined, false]),
      );
      assert.equal((await twin.posture(subject)).suspected, undefined);
      const [fifth, sixth] = await fail(twin, subject, 2);
      assert.deepEqual([fifth?.suspectedNow, sixth?.suspectedNow, sixth?.inThirtyDays], [true, false, 6]);
      assert.deepEqual(sixth?.suspected?.credential, OF_FIVE.credential);
      const posture = await store.posture(subject);
      assert.deepEqual([posture.epoch, posture.methods], [2, ['sms']]);
      assert.equal(posture.suspected?.credential, OF_FIVE.credential);
      assertRoomIn(posture.suspected?.roomInSeconds, 30);
    },
  },
  {
    name: 'R13: of failures that come at once one brings the suspicion about, and the epoch counts up by one',
    async run({ store, twin }) {
      for (const subject of [(await enrol(store)).subject, newSubject()]) {
        const { epoch } = await store.posture(subject);
        const each = Array.from({ length: 8 }, (_, n) => (n % 2 ? store : twin).recordFailure(subject, [], OF_FIVE));
        const recorded = await Promise.all(each);
        assert.equal(recorded.filter(({ suspectedNow }) => suspectedNow).length, 1);
        const counts = recorded.map(({ inThirtyDays }) => inThirtyDays).sort((a, b) => a - b);
        assert.deepEqual(counts, [1, 2, 3, 4, 5, 6, 7, 8]);
        assert.equal((await twin.posture(subject)).epoch, epoch + 1);
      }
    },
  },
  {
    name: 'R13: neither time nor a right answer ends the suspicion of a password that may still be in use',
    async run({ store, age }) {
      const { id, subject } = await enrol(store);
      await fail(store, subject, 5);
      await store.recordSuccess(id);
      await age(400);
      const { suspected } = await store.posture(subject);
      assert.deepEqual(suspected, { credential: OF_FIVE.credential, roomInSeconds: 0 });
      const more = await fail(store, subject, 5);
      assert.ok(!more.some(({ suspectedNow }) => suspectedNow));
    },
  },
  {
    name: 'R13: where the host tells no version, the suspicion ends when the 30 days have room again',
    async run({ store, age }) {
      const subject = newSubject();
      await fail(store, subject, 3, WITHOUT_VERSION);
      await age(20);
      await fail(store, subject, 2, WITHOUT_VERSION);
      assertRoomIn((await store.posture(subject)).suspected?.roomInSeconds, 10);
      await age(9);
      assertRoomIn((await store.posture(subject)).suspected?.roomInSeconds, 1);
      await age(2);
      assert.deepEqual(await store.posture(subject), { epoch: 1, methods: [] });
      const again = await fail(store, subject, 3, WITHOUT_VERSION);
      assert.deepEqual(
        again.map(({ inThirtyDays, suspectedNow }) => [inThirtyDays, suspectedNow]),
        [
          [3, false],
          [4, false],
          [5, true],
        ],
      );
    },
  },
  {
    name: 'R13: a suspicion that is cleared is gone, and the 30 days begin again; of several who clear it one has',
    async run({ store, twin }) {
      const { id, subject } = await enrol(store);
      for (let n = 0; n < 5; n += 1) await store.recordFailure(subject, [id], OF_FIVE);
      const cleared = await Promise.all([store.clearSuspicion(subject, OF_FIVE), twin.clearSuspicion(subject)]);
      assert.deepEqual(cleared.sort(), [false, true]);
      assert.deepEqual(await twin.posture(subject), { epoch: 2, methods: ['sms'] });
      assert.deepEqual(await store.failures(subject), { inThirtyDays: 0 });
      assert.equal((await store.factors(subject))[0]?.consecutiveFailures, 5);
      const again = await fail(store, subject, 5);
      assert.deepEqual(
        again.map(({ suspectedNow }) => suspectedNow),
        [false, false, false, false, true],
      );
    },
  },
  {
    name: 'R13: what is cleared is the suspicion of that credential, of that subject, and no count without one',
    async run({ store, twin }) {
      const [subject, other, innocent] = [newSubject(), newSubject(), newSubject()];
      await fail(store, subject, 5);
      await fail(store, other, 5);
      await fail(store, innocent, 4);
      assert.equal(await store.clearSuspicion(subject, { credential: 'hash-of-another' }), false);
      assert.equal(await store.clearSuspicion(subject, { credential: null }), false);
      assert.equal(await store.clearSuspicion(innocent), false);
      assert.equal(await store.clearSuspicion(other), true);
      assert.equal((await twin.posture(subject)).suspected?.credential, OF_FIVE.credential);
      assert.equal((await twin.posture(other)).suspected, undefined);
      assert.deepEqual(await store.failures(innocent), { inThirtyDays: 4 });
    },
  },
];
