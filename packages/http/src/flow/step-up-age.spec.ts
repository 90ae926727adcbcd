import { expect, test } from '@jest/globals';
import { stepUpAge } from './step-up-age.js';

test.each([
  [undefined, 300],
  [{}, 300],
  [{ maxAgeSeconds: 1 }, 1],
  [{ maxAgeSeconds: 900 }, 900],
])('R66: %j asks for a proof of at most %d s', (options, age) => {
  expect(stepUpAge(options)).toBe(age);
});

test.each([0, -1, 901, 1.5, Number.NaN, '300' as never])('R66: %p s are out of bounds', (maxAgeSeconds) => {
  expect(() => stepUpAge({ maxAgeSeconds })).toThrow(
    new TypeError('StepUp: maxAgeSeconds must be a whole number from 1 to 900'),
  );
});
