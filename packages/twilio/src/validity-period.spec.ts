import { describe, expect, test } from '@jest/globals';
import { validityPeriod } from './validity-period.js';

describe('validityPeriod', () => {
  test.each([
    [300, 300],
    [299.99, 299],
    [1, 1],
    [1.9, 1],
    [36_000, 36_000],
    [50_000, 36_000],
  ])('R31: of %d s that are left, the text may wait %d', (left, period) => {
    expect(validityPeriod(left)).toBe(period);
  });

  test.each([0.99, 0, -1, Number.NaN])('R31: with %d s left there is no period that the code would outlive', (left) => {
    expect(validityPeriod(left)).toBeNull();
  });
});
