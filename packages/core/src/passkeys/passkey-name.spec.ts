import { describe, expect, test } from '@jest/globals';
import { defaultName, readPasskeyName } from './passkey-name.js';

describe('what a passkey is called', () => {
  test.each([
    ['  Blue key ', 'Blue key'],
    ['🔑'.repeat(64), '🔑'.repeat(64)],
    ['   ', null],
    ['', null],
    [undefined, null],
    [null, null],
  ])('%j is kept as %j', (given, kept) => {
    expect(readPasskeyName(given)).toBe(kept);
  });

  test.each(['x'.repeat(65), 'two\nlines', 'bell\u0007', 'turned \u202eround', 7, ['key'], {}])(
    'R21: %j is refused',
    (given) => {
      expect(() => readPasskeyName(given)).toThrow(expect.objectContaining({ code: 'bad_request' }));
    },
  );

  test('goes by whether it can be copied, where its owner says nothing', () => {
    expect([defaultName({ deviceType: 'multiDevice' }), defaultName({ deviceType: 'singleDevice' })]).toEqual([
      'Passkey',
      'Security key',
    ]);
  });
});
