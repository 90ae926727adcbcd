import { describe, expect, test } from '@jest/globals';
import { cryptoRandom } from './ports/random.js';
import { drawReference } from './reference.js';

describe('drawReference', () => {
  const drawn = Array.from({ length: 5_000 }, () => drawReference(cryptoRandom));

  test('R30: gives two letters that are not taken for one another', () => {
    expect(drawn.filter((letters) => !/^[BCDFGHJKMNPRSTVWXZ]{2}$/.test(letters))).toEqual([]);
  });

  test('uses every letter at both places', () => {
    const at = (place: number) => new Set(drawn.map((letters) => letters[place])).size;
    expect([at(0), at(1)]).toEqual([18, 18]);
  });

  test('R05: never repeats the letters that it replaces', () => {
    const numbers = [3, 3, 3, 3, 3, 4];
    const random = { ...cryptoRandom, int: () => numbers.shift() ?? 0 };
    const before = drawReference(random);
    expect(drawReference(random, before)).not.toBe(before);
    expect(numbers).toEqual([]);
  });
});
