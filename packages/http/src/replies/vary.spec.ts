import { describe, expect, test } from '@jest/globals';
import { mergedVary } from './vary.js';

describe('mergedVary', () => {
  test.each([
    ['nothing', undefined, 'Accept'],
    ['an empty header', '', 'Accept'],
    ['the Origin of CORS', 'Origin', 'Origin, Accept'],
    ['several fields', 'Origin, Accept-Encoding', 'Origin, Accept-Encoding, Accept'],
    ['several headers', ['Origin', 'Cookie'], 'Origin, Cookie, Accept'],
    ['the same field, in any case', 'accept', 'accept'],
    ['everything', '*', '*'],
  ])('adds to %s', (_, present, merged) => {
    expect(mergedVary(present, 'Accept')).toBe(merged);
  });
});
