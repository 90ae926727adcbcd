import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import type { KeptKey } from '../../ports/kept-text.js';
import type { PendingStoreCase } from './harness.js';
import { newKey, openWith } from './samples.js';

const newKept = (changes: Partial<KeptKey> = {}): KeptKey => ({
  ...{ subjectTag: newKey().subjectTag, kind: 'approval', id: randomBytes(32).toString('base64url') },
  ...changes,
});

/** Texts that are used once: approvals, and forms that were interrupted. */
export const keptCases: PendingStoreCase[] = [
  {
    name: 'R69: what is kept is given to one of all who take it at once, byte for byte',
    async run({ store }) {
      const key = newKept();
      const text = 'a text of "any" kind: é€𝄞\n\\ {}';
      await store.keep(key, text, 300);
      const taken = await Promise.all(Array.from({ length: 8 }, () => store.take(key)));
      assert.deepEqual(
        [taken.filter((each) => each === text).length, taken.filter((each) => each === null).length],
        [1, 7],
      );
      assert.equal(await store.take(key), null);
    },
  },
  {
    name: 'R69: it lives as long as it was kept for',
    async run({ store, advance, keysWithoutExpiry, dump }) {
      const [short, long] = [newKept(), newKept()];
      await store.keep(short, 'short', 300);
      await store.keep(long, 'long', 600);
      assert.deepEqual(await keysWithoutExpiry(), []);
      await advance(299);
      assert.ok((await dump()).includes(short.id));
      await advance(2);
      assert.deepEqual([await store.take(short), await store.take(long)], [null, 'long']);
    },
  },
  {
    name: 'R69: another subject, kind or id takes nothing, and what is kept later takes its place',
    async run({ store, dump }) {
      const key = newKept();
      await store.keep(key, 'first', 300);
      for (const other of [{ subjectTag: newKey().subjectTag }, { kind: 'form' }, { id: 'another' }] as const) {
        assert.equal(await store.take({ ...key, ...other }), null);
      }
      await store.keep(key, 'second', 300);
      assert.equal(await store.take(key), 'second');
      assert.ok(!(await dump()).includes(key.id), 'it leaves no key');
    },
  },
  {
    name: 'R67: it outlives the sign-ins of its subject',
    async run({ store }) {
      const signIn = await openWith(store, '493817');
      const key = newKept({ subjectTag: signIn.subjectTag, kind: 'form' });
      await store.keep(key, 'kept', 300);
      await store.close(signIn);
      assert.equal(await store.take(key), 'kept');
    },
  },
];
