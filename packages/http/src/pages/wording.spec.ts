import { describe, expect, test } from '@jest/globals';
import { countryName } from './country-name.js';
import { durationSentence, waitSentence } from './duration.js';
import { TEXTS } from './texts.js';
import { count, fill } from './wording.js';

const { left, over, ...units } = TEXTS.validity;
const validity = (seconds: number) => durationSentence('left', seconds, { ...units, running: left, done: over });

describe('wording', () => {
  test.each([
    [300, '5 more minutes'],
    [271, '5 more minutes'],
    [60, '1 more minute'],
    [59, '59 more seconds'],
    [1, '1 more second'],
  ])('a code that lives %d s is valid for %s', (seconds, text) => {
    expect(validity(seconds)).toBe(`The code is valid for ${text}.`);
  });

  test('a dead code is told as such', () => {
    expect(validity(0)).toBe('This code has expired.');
  });

  test.each([
    [12, '12 seconds'],
    [119, '119 seconds'],
    [121, '3 minutes'],
    [7_200, '2 hours'],
  ])('a wait of %d s is told as %s, never too short', (seconds, text) => {
    expect(waitSentence(seconds)).toBe(`You can try again in ${text}.`);
  });

  test('a name without a value stays visible', () => {
    expect(fill('{a} and {b}', { a: 1 })).toBe('1 and {b}');
  });

  test('a form that a language lacks falls back to the common one', () => {
    expect(count({ other: '{n} codes' }, 1)).toBe('1 codes');
  });

  test('countries are called by name; what is none is left alone', () => {
    expect(countryName('NL')).toBe('Netherlands');
    expect(countryName('not a code')).toBe('not a code');
  });
});
