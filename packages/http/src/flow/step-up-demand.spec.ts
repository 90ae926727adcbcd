import { expect, test } from '@jest/globals';
import { stepUpDemand } from './step-up-demand.js';

test.each([
  [undefined, 300],
  [{}, 300],
  [{ maxAgeSeconds: 1 }, 1],
  [{ maxAgeSeconds: 900 }, 900],
])('R66: %j asks for a proof of at most %d s', (options, age) => {
  expect(stepUpDemand(options)).toEqual({ maxAgeSeconds: age });
});

test.each([0, -1, 901, 1.5, Number.NaN, '300' as never])('R66: %p s are out of bounds', (maxAgeSeconds) => {
  expect(() => stepUpDemand({ maxAgeSeconds })).toThrow(
    new TypeError('StepUp: maxAgeSeconds must be a whole number from 1 to 900'),
  );
});

test('R66: methods are those that there are, and at least one', () => {
  expect(stepUpDemand({ methods: ['voice'] })).toEqual({ maxAgeSeconds: 300, methods: ['voice'] });
  for (const methods of [[], ['pwd'], 'sms', ['sms', 'carrier pigeon']]) {
    expect(() => stepUpDemand({ methods: methods as never })).toThrow(
      /^StepUp: methods must be a list of any of passkey, totp, sms, voice/,
    );
  }
});
