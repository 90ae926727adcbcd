import { describe, expect, test } from '@jest/globals';
import { Code } from './code.js';
import { type CodeBinding, KeyRing } from './key-ring.js';
import { PhoneNumber } from './phone-number.js';

const OLD = 'the secret of last year, of more than 32 bytes';
const NEW = 'the secret of this year, of more than 32 bytes';
const before = new KeyRing([OLD]);
const during = new KeyRing([NEW, OLD]);
const after = new KeyRing([NEW]);

const code = new Code('493817');
const phone = new PhoneNumber('+31612345642');
const binding: CodeBinding = {
  purpose: 'sign-in',
  signInId: 'a'.repeat(64),
  subject: 'alice',
  phone,
};

describe('a KeyRing whose secret is being rotated', () => {
  test('R02: still accepts what was made under the old secret, until that is gone', () => {
    const accepts = (ring: KeyRing) => [
      ring.codeMacMatches(before.codeMac(binding, code), binding, code),
      ring.phoneIndexes(phone).includes(before.phoneIndex(phone)),
      ring.subjectTagMatches(before.subjectTag('alice'), 'alice'),
      ring.credentialMatches(before.credential('hash'), 'hash'),
      ring.openSealed(before.seal('text', ['alice']), ['alice']) === 'text',
      ring.gates('id', code).includes(before.gates('id', code)[0]),
    ];
    expect(accepts(during)).toEqual([true, true, true, true, true, true]);
    expect(accepts(after)).toEqual([false, false, false, false, false, false]);
  });

  test('makes everything new under the newest secret', () => {
    expect(during.codeMac(binding, code)).toBe(after.codeMac(binding, code));
    expect(during.phoneIndex(phone)).toBe(after.phoneIndex(phone));
    expect(during.credential('hash')).toBe(after.credential('hash'));
    expect(during.subjectTag('alice')).toBe(after.subjectTag('alice'));
    expect(after.openSealed(during.seal('text', []), [])).toBe('text');
    expect(during.gates('id', code)).toEqual([after.gates('id', code)[0], before.gates('id', code)[0]]);
  });
});

describe('the MAC of a code', () => {
  const mac = before.codeMac(binding, code);

  test('R02: is 128 bits, and nothing of the code', () => {
    expect(Buffer.from(mac, 'base64url')).toHaveLength(16);
    expect(mac).toMatch(/^[\w-]{22}$/);
    expect(mac).not.toContain('493817');
  });

  test('R04: holds for what it was made for', () => {
    expect(before.codeMacMatches(mac, binding, code)).toBe(true);
  });

  test.each<[keyof CodeBinding, Partial<CodeBinding>]>([
    ['purpose', { purpose: 'enrol' }],
    ['purpose', { purpose: 'step-up' }],
    ['purpose', { purpose: 'change' }],
    ['signInId', { signInId: 'b'.repeat(64) }],
    ['subject', { subject: 'bob' }],
    ['phone', { phone: new PhoneNumber('+31612345643') }],
  ])('R04: does not hold for another %s (%j)', (_what, changes) => {
    expect(before.codeMacMatches(mac, { ...binding, ...changes }, code)).toBe(false);
  });

  test('R02: does not hold for another code, nor for the same digits with a zero more', () => {
    expect(before.codeMacMatches(mac, binding, new Code('493818'))).toBe(false);
    expect(before.codeMacMatches(mac, binding, new Code('0493817'))).toBe(false);
  });

  test('R04: cannot be met by moving letters from one part to the next', () => {
    const parts = { ...binding, signInId: 'ab', subject: 'c' };
    expect(before.codeMac(parts, code)).not.toBe(before.codeMac({ ...parts, signInId: 'a', subject: 'bc' }, code));
  });

  test.each([
    '',
    'A',
    mac.slice(1),
    `${mac}AA`,
    '¤'.repeat(11),
    mac.repeat(500),
    `${mac.slice(0, 21)}${mac[21] === 'A' ? 'B' : 'A'}`,
  ])('R07: compared with %j is no match, and no exception', (kept) => {
    expect(before.codeMacMatches(kept, binding, code)).toBe(false);
    expect(before.subjectTagMatches(kept, 'alice')).toBe(false);
    expect(before.credentialMatches(kept, 'hash')).toBe(false);
  });
});

describe('a gate', () => {
  test('R04: is bound to its sign-in and its code', () => {
    const [gate] = before.gates('a', code);
    expect(before.gates('a', code)).toEqual([gate]);
    expect(before.gates('b', code)).not.toEqual([gate]);
    expect(before.gates('a', new Code('493818'))).not.toEqual([gate]);
    expect(gate).toMatch(/^[A-Za-z0-9_-]{22}$/);
  });
});

describe('the keyed hashes', () => {
  test('a subject’s tag is 16 characters that do not show the subject', () => {
    expect(before.subjectTag('alice')).toMatch(/^[A-Za-z0-9_-]{16}$/);
    expect(before.subjectTag('alice')).not.toBe(before.subjectTag('bob'));
    expect(before.subjectTagMatches(before.subjectTag('alice'), 'alice')).toBe(true);
    expect(before.subjectTagMatches(before.subjectTag('alice'), 'bob')).toBe(false);
  });

  test('the same text has another hash for every use', () => {
    const text = '+31612345642';
    const phoneHash = before.phoneIndex(new PhoneNumber(text));
    expect(before.credential(text)).not.toBe(phoneHash);
    expect(phoneHash.startsWith(before.subjectTag(text))).toBe(false);
  });
});

describe('the MAC of a link of the audit trail', () => {
  const link = before.trail(['7', 'hash before', '{}']);

  test('R75: is that of its parts alone, and of their order', () => {
    expect(link).toMatch(/^[\w-]{8}\.[\w-]{43}$/);
    expect(before.trailMatches(link, ['7', 'hash before', '{}'])).toBe(true);
    for (const parts of [['8', 'hash before', '{}'], ['hash before', '7', '{}'], ['7hash before', '{}'], []])
      expect(before.trailMatches(link, parts)).toBe(false);
  });

  test('R75: is checked under the secret that it was made with, however new the others; without that nothing is said', () => {
    expect(during.trailMatches(link, ['7', 'hash before', '{}'])).toBe(true);
    expect(during.trail(['7'])).not.toBe(before.trail(['7']));
    expect(before.trailMatches(during.trail(['7']), ['7'])).toBeUndefined();
    for (const nonsense of ['', '.', link.slice(9), link.replace('.', '')])
      expect(before.trailMatches(nonsense, ['7', 'hash before', '{}'])).toBeFalsy();
  });
});

describe('a sealed text', () => {
  const sealed = before.seal('+31612345642', ['factor', 'alice']);
  const [id = '', box = ''] = sealed.split('.');

  test('R62: opens in its own context', () => {
    expect(before.openSealed(sealed, ['factor', 'alice'])).toBe('+31612345642');
  });

  test('R62: differs every time, and shows nothing', () => {
    expect(before.seal('+31612345642', ['factor', 'alice'])).not.toBe(sealed);
    expect(Buffer.from(box, 'base64url').toString('latin1')).not.toContain('612345642');
  });

  test.each([[['factor', 'bob']], [['enrolment', 'alice']], [['factor', 'alice', '']], [['factoralice']], [[]]])(
    'R62: does not open when moved to %j',
    (context) => {
      expect(before.openSealed(sealed, context)).toBe(undefined);
    },
  );

  test('R62: does not open when a single bit of it is altered', () => {
    const bytes = Buffer.from(box, 'base64url');
    const opened = Array.from(bytes, (byte, place) => {
      const altered = Buffer.from(bytes);
      altered[place] = byte ^ 1;
      return before.openSealed(`${id}.${altered.toString('base64url')}`, ['factor', 'alice']);
    });
    expect(new Set(opened)).toEqual(new Set([undefined]));
  });

  test.each(['', '.', id, `${id}.`, `${id}.AAAA`, `.${box}`, `another.${box}`, box, `${id}.${box.slice(0, 38)}`])(
    'does not open when it is cut to %j, and nothing is thrown',
    (text) => {
      expect(before.openSealed(text, ['factor', 'alice'])).toBe(undefined);
    },
  );
});

describe('the secret that something was made under', () => {
  test('is told by its place, newest first; of one that is not here, that it is none', () => {
    const [old, fresh] = [before.seal('text', []), after.seal('text', [])];
    expect([during.placeOf(fresh), during.placeOf(old), after.placeOf(old)]).toEqual([0, 1, -1]);
    expect([during.isNewest(fresh), during.isNewest(old), after.isNewest(old)]).toEqual([true, false, false]);
    expect([during.placeOf(after.trail(['7'])), during.placeOf(before.trail(['7']))]).toEqual([0, 1]);
    for (const nonsense of ['', '.', fresh.slice(1), fresh.replace('.', '')]) expect(during.placeOf(nonsense)).toBe(-1);
  });

  test('is told of a credential version too, in four of its 22 characters', () => {
    const [old, fresh] = [before.credential('hash'), after.credential('hash')];
    expect([during.placeOfCredential(fresh), during.placeOfCredential(old)]).toEqual([0, 1]);
    expect(after.placeOfCredential(old)).toBe(-1);
    expect([old, fresh]).toEqual([expect.stringMatching(/^[\w-]{22}$/), expect.stringMatching(/^[\w-]{22}$/)]);
    expect([before.credential('another').slice(0, 4), before.credential('another').slice(4)]).toEqual([
      old.slice(0, 4),
      expect.not.stringMatching(old.slice(4)),
    ]);
  });
});
