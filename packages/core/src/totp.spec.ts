import { expect, test } from '@jest/globals';
import { cryptoRandom } from './ports/random.js';
import { stepsAt, TotpSecret } from './totp.js';

/** The secret of RFC 6238, appendix B: `12345678901234567890`, in base32. */
const OF_THE_RFC = new TotpSecret('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ');

test.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_234_567_890, '005924'],
  [20_000_000_000, '353130'],
])('R64: at %i s the code is the one of RFC 6238, its last six digits', (seconds, code) => {
  expect(OF_THE_RFC.codeAt(Math.floor(seconds / 30)).reveal()).toBe(code);
});

test('R61: a secret is 160 random bits, of which printing shows none', () => {
  const drawn = Array.from({ length: 50 }, () => TotpSecret.draw(cryptoRandom));
  expect(new Set(drawn.map((secret) => secret.reveal())).size).toBe(50);
  expect(JSON.stringify(drawn[0]) + String(drawn[0])).not.toContain(drawn[0]?.reveal());
  for (const text of ['', 'AAAA', 'a'.repeat(32), `${'A'.repeat(31)}1`, 'A'.repeat(33)]) {
    expect(() => new TotpSecret(text)).toThrow(TypeError);
  }
});

test('R63, R64: the steps of a time are those of the window that come after the last one accepted', () => {
  expect(stepsAt(300_000, 1, -1)).toEqual([9, 10, 11]);
  expect(stepsAt(300_000, 0, -1)).toEqual([10]);
  expect(stepsAt(300_000, 1, 10)).toEqual([11]);
  expect(stepsAt(300_000, 1, 11)).toEqual([]);
  expect(stepsAt(0, 1, -1)).toEqual([0, 1]);
});
