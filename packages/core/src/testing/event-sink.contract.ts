import assert from 'node:assert/strict';
import type { ContractCase } from './contract-case.js';
import { type EventSinkHarness, someEvents } from './event-sink/harness.js';

export type { EventSinkHarness } from './event-sink/harness.js';

/** Far beyond what a write takes, for machines that are busy. */
const LONG_MS = 20_000;
/** What a hundred calls may take that wait for nothing. */
const AT_ONCE_MS = 250;

const cases: ContractCase<EventSinkHarness>[] = [
  {
    name: 'R75: every event is kept once, in order, as it was told',
    async run({ sink, capacity, kept }) {
      const events = someEvents(Math.min(capacity, 250));
      for (const event of events) sink.emit(event);
      assert.equal(await sink.flush(LONG_MS), true);
      assert.deepEqual(await kept(), events);
      assert.equal(sink.refused, 0);
    },
  },
  ...(['fails', 'hangs'] as const).map((how) => ({
    name: `R75: while its place ${how}, nobody waits for it, and what it has taken is kept once it is mended`,
    async run({ sink, kept, breakDown, mend }: EventSinkHarness) {
      const events = someEvents(90);
      await breakDown(how);
      const started = performance.now();
      for (const event of events) assert.equal(sink.emit(event), undefined);
      assert.ok(performance.now() - started < AT_ONCE_MS, 'emit waits for what it writes to');
      assert.equal(await sink.flush(100), false);
      await mend();
      assert.equal(await sink.flush(LONG_MS), true);
      assert.deepEqual(await kept(), events);
    },
  })),
  {
    name: 'R75: when it is full it refuses, counts what it refuses, and says so in the place where that is missing',
    async run({ sink, capacity, kept, breakDown, mend }) {
      const events = someEvents(capacity + 7);
      await breakDown('fails');
      for (const event of events) sink.emit(event);
      assert.equal(sink.refused, 7);
      await mend();
      assert.equal(await sink.flush(LONG_MS), true);
      const [later] = someEvents(1);
      if (later) sink.emit(later);
      await sink.flush(LONG_MS);
      const all = await kept();
      assert.deepEqual(all.slice(0, capacity), events.slice(0, capacity));
      const [lost, ...rest] = all.slice(capacity);
      assert.deepEqual([lost?.type, lost && 'count' in lost && lost.count], ['countersign.events.lost', 7]);
      assert.deepEqual(rest, [later]);
    },
  },
  {
    name: 'R75: at its end it writes what it has taken, and takes no more',
    async run({ sink, kept }) {
      const [first, second] = someEvents(2);
      if (first) sink.emit(first);
      assert.equal(await sink.close(LONG_MS), true);
      if (second) sink.emit(second);
      assert.equal(sink.refused, 1);
      await sink.flush(LONG_MS);
      assert.deepEqual(await kept(), [first]);
    },
  },
];

/** The sentences that every sink makes true that writes somewhere. Run each as a test of its own, against the real place. */
export function eventSinkContract(): ContractCase<EventSinkHarness>[] {
  return cases;
}
