import { beforeEach, describe, expect, test } from '@jest/globals';
import { KeyRing } from './key-ring.js';
import { PhoneNumber } from './phone-number.js';
import type { FactorKind, NewFactor } from './ports/factor.js';
import { resealFactors } from './reseal.js';
import { MemoryFactorStore } from './testing/index.js';

const [OLDEST, OLD, NEW] = ['oldest', 'old', 'new'].map(
  (name) => `the ${name} secret of the host, of 32 bytes or more`,
);
const under = (...secrets: readonly (string | undefined)[]) => new KeyRing(secrets as string[]);
const all = under(NEW, OLD, OLDEST);
const PASSKEY = JSON.stringify({
  id: 'a-passkey',
  publicKey: '',
  transports: [],
  deviceType: 'singleDevice',
  backedUp: false,
});

/** What a factor of each kind is made of. */
const MADE_OF = {
  phone: '+31612345642',
  totp: 'JBSWY3DPEHPK3PXP',
  passkey: PASSKEY,
  recovery: '[]',
  bypass: 'null',
} as const;

function made(keys: KeyRing, kind: FactorKind, subject: string): NewFactor {
  const lookups = {
    phone: keys.phoneIndex(new PhoneNumber(MADE_OF.phone)),
    passkey: keys.passkey('credential', ['a-passkey'])[0],
  };
  const lookup = kind === 'phone' || kind === 'passkey' ? lookups[kind] : null;
  const sealed = keys.seal(MADE_OF[kind], ['factor', kind, subject]);
  return { kind, sealed, lookup, lastDigits: null, name: null, counter: 0 };
}

let store: MemoryFactorStore;
beforeEach(() => {
  store = new MemoryFactorStore();
});

/** Keeps a factor of each of these kinds for a subject of its own, under one secret. */
async function keep(keys: KeyRing, name: string, kinds: readonly FactorKind[], changes: Partial<NewFactor> = {}) {
  for (const kind of kinds) {
    const subject = `${name}-${kind}`;
    await store.enrol(subject, { ...made(keys, kind, subject), ...changes }, { first: true });
  }
}

const KINDS: readonly FactorKind[] = ['phone', 'totp', 'passkey', 'recovery', 'bypass'];
const look = (keys = all) => resealFactors(store, keys, { write: false });
const reseal = (keys = all) => resealFactors(store, keys, { write: true });

describe('R62: all factors', () => {
  test('are counted by the secret that they hang on, and nothing is changed', async () => {
    await keep(under(NEW), 'new', ['phone']);
    await keep(under(OLD), 'old', KINDS);
    await keep(under(OLDEST), 'oldest', ['phone', 'totp']);
    const before = await store.page(null, 100);
    expect(await look()).toEqual({ found: [1, 5, 2, 0], unreadable: 0, resealed: 0 });
    expect(await look(under(NEW))).toEqual({ found: [1, 7], unreadable: 7, resealed: 0 });
    expect(await store.page(null, 100)).toEqual(before);
  });

  test('are sealed anew, of every kind, and are as good under the newest secret alone', async () => {
    await keep(under(OLD), 'old', KINDS);
    await keep(under(OLDEST), 'oldest', KINDS);
    expect(await reseal()).toEqual({ found: [0, 5, 5, 0], unreadable: 0, resealed: 10 });
    expect(await look(under(NEW))).toEqual({ found: [10, 0], unreadable: 0, resealed: 0 });
    const alone = under(NEW);
    for (const { kind, subject, sealed, lookup } of await store.page(null, 100)) {
      expect(alone.openSealed(sealed, ['factor', kind, subject])).toBe(MADE_OF[kind]);
      expect(lookup).toBe(made(alone, kind, subject).lookup);
    }
  });

  test('are sealed anew once: who does it again finds nothing to do', async () => {
    await keep(under(OLD), 'old', KINDS);
    await reseal();
    const before = await store.page(null, 100);
    expect(await reseal()).toEqual({ found: [5, 0, 0, 0], unreadable: 0, resealed: 0 });
    expect(await store.page(null, 100)).toEqual(before);
  });

  test('are read in pages, however many there are', async () => {
    for (let n = 0; n < 1_234; n += 1) await keep(under(n % 2 ? OLD : NEW), `many-${n}`, ['totp']);
    const pages: number[] = [];
    const { page } = store;
    store.page = async (...asked) => {
      const found = await page.apply(store, asked);
      pages.push(found.length);
      return found;
    };
    expect(await reseal()).toEqual({ found: [617, 617, 0, 0], unreadable: 0, resealed: 617 });
    expect(pages).toEqual([500, 500, 234, 0]);
  });

  test('that no secret opens, or that were moved to another account, are left as they are', async () => {
    await keep(under('a secret that is gone, of 32 bytes or more'), 'gone', ['phone']);
    await keep(under(OLD), 'moved', ['totp'], { sealed: made(under(OLD), 'totp', 'another').sealed });
    const before = await store.page(null, 100);
    expect(await reseal()).toEqual({ found: [0, 0, 0, 2], unreadable: 2, resealed: 0 });
    expect(await store.page(null, 100)).toEqual(before);
  });

  test('that are changed meanwhile keep their change, and are not counted as sealed anew', async () => {
    await keep(under(OLD), 'old', ['totp', 'phone']);
    const { page } = store;
    store.page = async (...asked) => {
      const found = await page.apply(store, asked);
      for (const { id, kind } of found)
        if (kind === 'totp') await store.recordSuccess(id, { from: 0, to: 1, sealed: 'changed' });
      return found;
    };
    expect(await reseal()).toEqual({ found: [0, 2, 0, 0], unreadable: 0, resealed: 1 });
    expect((await store.factors('old-totp'))[0]?.sealed).toBe('changed');
  });

  test('hang on the secret that they are looked up under, too', async () => {
    await keep(under(NEW), 'half', ['phone'], { lookup: made(under(OLD), 'phone', 'any').lookup });
    await keep(under(NEW), 'other', ['passkey'], { lookup: 'of a secret that is gone' });
    expect(await look()).toEqual({ found: [0, 1, 0, 1], unreadable: 0, resealed: 0 });
    expect(await reseal()).toMatchObject({ resealed: 2 });
    expect(await look(under(NEW))).toMatchObject({ found: [2, 0] });
  });

  test('of a kind that this version does not know are never changed where they are looked up by something', async () => {
    const sealed = under(OLD).seal('?', ['factor', 'ring', 'later-phone']);
    await keep(under(OLD), 'later', ['phone'], { kind: 'ring' as FactorKind, sealed, lookup: 'unknown' });
    expect(await reseal()).toEqual({ found: [0, 0, 0, 1], unreadable: 1, resealed: 0 });
  });
});
