import { describe, expect, test } from '@jest/globals';
import { cryptoRandom, type Random } from './ports/random.js';
import { RecoveryCode } from './recovery-code.js';

const BYTES = Buffer.from('000102030405060708ff', 'hex');
const fixed: Random = { int: () => 0, bytes: () => BYTES };

describe('a recovery code', () => {
  test('R55: has 80 bits in 16 letters of an unambiguous base32, in groups of 4; a thousand do not repeat', () => {
    const codes = Array.from({ length: 1_000 }, () => RecoveryCode.draw(cryptoRandom));
    for (const code of codes) {
      expect(code.grouped()).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
      expect(code.grouped().replaceAll('-', '')).toBe(code.reveal());
    }
    expect(new Set(codes.map((code) => code.reveal())).size).toBe(1_000);
    const seen = new Set(codes.flatMap((code) => [...code.reveal()]));
    expect(seen.size).toBe(32);
  });

  test('R55: is every bit that was drawn, in order', () => {
    const text = RecoveryCode.draw(fixed).reveal();
    const bits = [...text].map((letter) =>
      '0123456789ABCDEFGHJKMNPQRSTVWXYZ'.indexOf(letter).toString(2).padStart(5, '0'),
    );
    expect(BigInt(`0b${bits.join('')}`)).toBe(BigInt(`0x${BYTES.toString('hex')}`));
  });

  test.each([
    ['as it is shown', '7K3M-0VQ1-XW9Z-HT2A'],
    ['without hyphens, in small letters', '7k3m0vq1xw9zht2a'],
    ['with blanks of all kinds and other hyphens', ' 7k3m\u00a00vq1–xw9z\tht2a\u200b'],
    ['with letters for digits', '7K3M-OVQL-XW9Z-HT2A'],
    ['with others, and in full width', '７k3m-ovqi-xw9z-ht2a'],
  ])('R55: is read %s', (_, typed) => {
    expect(RecoveryCode.parse(typed)?.reveal()).toBe('7K3M0VQ1XW9ZHT2A');
  });

  test.each([
    ...['', '493817', '7K3M-0VQ1-XW9Z-HT2', '7K3M-0VQ1-XW9Z-HT2AA', '7K3M-0VQ1-XW9Z-HT2U', '7K3M_0VQ1_XW9Z_HT2A'],
    ...[`7K3M-0VQ1-XW9Z-HT2A${' '.repeat(50)}`, 7, null, undefined, ['7K3M-0VQ1-XW9Z-HT2A'], {}],
  ])('R18: %j is none', (typed) => {
    expect(RecoveryCode.parse(typed)).toBeUndefined();
  });

  test('R76: prints masked', () => {
    const code = RecoveryCode.draw(fixed);
    for (const printed of [`${code}`, JSON.stringify({ code })]) expect(printed).not.toContain(code.reveal());
  });
});
