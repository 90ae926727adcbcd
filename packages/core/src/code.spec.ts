import { describe, expect, test } from '@jest/globals';
import { Code } from './code.js';
import { cryptoRandom } from './ports/random.js';
import { createEnrolled, logIn } from './spec/flow.js';

/** The chi-square of 9 degrees of freedom that chance exceeds once in a thousand. */
const CHI_SQUARE_P001 = 27.877;

/** A fair draw is over it in all of three lots once in 10^9; a biased one always. */
const LOTS = 3;

function chiSquare(codes: readonly string[], position: number): number {
  const counts = Array.from({ length: 10 }, () => 0);
  for (const code of codes) counts[Number(code[position])] = (counts[Number(code[position])] ?? 0) + 1;
  const expected = codes.length / 10;
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

const draw = (count: number) => Array.from({ length: count }, () => Code.draw(6, cryptoRandom).reveal());

describe('20,000 codes', () => {
  const codes = draw(20_000);

  test('R01: are six digits each', () => {
    expect(codes.filter((code) => !/^\d{6}$/.test(code))).toEqual([]);
  });

  test('R01: begin with 0 one time in ten, which codes from 100000 on never do', () => {
    const share = codes.filter((code) => code.startsWith('0')).length / codes.length;
    expect(Math.abs(share - 0.1)).toBeLessThan(0.01);
  });

  test.each([0, 1, 2, 3, 4, 5])('R01: have every digit equally often at place %i (chi-square, p > 0.001)', (place) => {
    const lots = [codes, ...Array.from({ length: LOTS - 1 }, () => draw(20_000))];
    const fits = lots.some((lot) => chiSquare(lot, place) < CHI_SQUARE_P001);
    expect(fits).toBe(true);
  });
});

describe('Code.draw', () => {
  test.each([
    [6, 0, '000000'],
    [6, 999_999, '999999'],
    [6, 42, '000042'],
    [8, 42, '00000042'],
    [10, 9_999_999_999, '9999999999'],
  ])('R01: of %i digits covers the whole space: %i is %s', (length, number, digits) => {
    const asked: number[] = [];
    const int = (below: number) => {
      asked.push(below);
      return number;
    };
    expect(Code.draw(length, { ...cryptoRandom, int }).reveal()).toBe(digits);
    expect(asked).toEqual([10 ** length]);
  });

  test('R01: what is sent is what was drawn, zeros and all', async () => {
    const host = await createEnrolled({ random: { ...cryptoRandom, int: (below) => Math.min(7, below - 1) } });
    await logIn(host, host.alice);
    expect(host.sender.last.code).toBe('000007');
    expect(host.sender.last.text.endsWith('#000007')).toBe(true);
  });
});
