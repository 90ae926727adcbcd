import assert from 'node:assert/strict';
import type { PendingStoreCase } from './harness.js';
import { answer, failTimes, LIMITS, newCode, newKey, newSignIn, openWith, tracesOf } from './samples.js';

// Ten digits: six would turn up by chance in the hexadecimal of other keys, once in some thousand runs.
const [FIRST, SECOND] = ['4938170265', '5028461937'] as const;

/** What is kept, and for how long. */
export const keepingCases: PendingStoreCase[] = [
  {
    name: 'R02: neither a code nor an unkeyed hash of it is kept, live or superseded, after any step',
    async run({ store, advance, dump }) {
      const key = newKey();
      const traces = [...tracesOf(FIRST), ...tracesOf(SECOND)];
      const look = async () => {
        const kept = await dump();
        assert.ok(kept.includes(key.id), 'the dump shows the keys');
        for (const trace of traces) assert.ok(!kept.includes(trace), `${trace} is kept`);
      };
      await store.open(key, newSignIn(), LIMITS, newCode(key, FIRST));
      await look();
      await advance(31);
      await store.issue(key, newCode(key, SECOND), LIMITS);
      await look();
      await answer(store, key, FIRST);
      await look();
    },
  },
  {
    name: 'R03: no key is without expiry, at any step',
    async run({ store, advance, keysWithoutExpiry }) {
      const look = async (step: string) => assert.deepEqual([step, await keysWithoutExpiry()], [step, []]);
      const key = newKey();
      await store.open(key, newSignIn(), LIMITS);
      await look('opened');
      await store.issue(key, newCode(key, '493817'), LIMITS);
      await look('issued');
      await failTimes(store, key, 2);
      await look('failed');
      await advance(31);
      await store.issue(key, newCode(key, '502846'), LIMITS);
      await look('issued again');
      await store.noteDelivery(key, 'KX', 'delivered');
      await look('noted');
      await answer(store, key, '493817');
      await look('superseded');
      await answer(store, key, '502846');
      await look('right');
      const next = await openWith(store, '493817', key.subjectTag);
      await failTimes(store, next, 5);
      await look('spent');
      const last = await openWith(store, '493817', key.subjectTag);
      await store.close(last);
      await look('closed');
    },
  },
  {
    name: 'R03: a used, spent or cancelled sign-in leaves no key of its own',
    async run({ store, dump }) {
      const keys = [await openWith(store, '493817'), await openWith(store, '493817'), await openWith(store, '493817')];
      const [used, spent, cancelled] = keys as [(typeof keys)[0], (typeof keys)[0], (typeof keys)[0]];
      await answer(store, used, '493817');
      await failTimes(store, spent, 5);
      await store.close(cancelled);
      const kept = await dump();
      for (const { id } of keys) assert.ok(!kept.includes(id));
      assert.ok(!kept.includes(used.subjectTag), 'one who never failed leaves nothing');
    },
  },
  {
    name: 'R03: a sign-in lives as long as it was opened for, whatever happens in it',
    async run({ store, advance }) {
      const key = await openWith(store, '493817');
      await advance(500);
      await store.issue(key, newCode(key, '502846'), LIMITS);
      await failTimes(store, key, 1);
      await store.noteDelivery(key, 'KX', 'delivered');
      await advance(101);
      assert.deepEqual(await store.read(key), { status: 'gone' });
      assert.deepEqual(await answer(store, key, '502846'), { status: 'gone' });
    },
  },
];
