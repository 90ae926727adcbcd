import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { lengthen, shorten } from './short-uuid.js';

const UUID = '0f8fad5b-d9cb-469f-a165-70867728950e';
const SHORT = 'D4-tW9nLRp-hZXCGdyiVDg';

const bits = fc
  .array(fc.integer({ min: 0, max: 255 }), { minLength: 16, maxLength: 16 })
  .map((all) => Buffer.from(all));
const uuidOf = (buffer: Buffer) => buffer.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');

test('128 bits, whatever they say, are 22 characters of base64url, and the same 128 bits again', () => {
  fc.assert(
    fc.property(bits, (all) => {
      expect(shorten(uuidOf(all))).toBe(all.toString('base64url'));
      expect(lengthen(all.toString('base64url'))).toBe(uuidOf(all));
    }),
    { numRuns: 2_000 },
  );
});

test('one comes out as it went in although others came after it', () => {
  const uuids = Array.from({ length: 100 }, () => randomUUID());
  expect(uuids.map(shorten).map((short) => lengthen(short ?? ''))).toEqual(uuids);
});

test.each([
  UUID.toUpperCase(),
  UUID.replaceAll('-', ''),
  `{${UUID}}`,
  UUID.slice(1),
  `${UUID}0`,
  UUID.replace('-', '0'),
  UUID.replace('0', '-'),
  UUID.replace('0', 'g'),
  UUID.replace('0', '０'),
  UUID.replace('e', '\u{1F510}').slice(0, 36),
  SHORT,
  '',
])('%j is no UUID as it would come back', (text) => {
  expect(shorten(text)).toBeUndefined();
});

describe('what a UUID never becomes', () => {
  test.each([
    ['too short', SHORT.slice(1)],
    ['too long', `${SHORT}A`],
    ['with bits that nothing has', `${SHORT.slice(0, 21)}h`],
    ['with a character of base64', SHORT.replace('-', '+')],
    ['with one that is no letter', SHORT.replace('D', '\u00c4')],
    ['with one far from all letters', SHORT.replace('D', '鍵')],
    ['nothing', ''],
  ])('is none: %s', (_what, text) => {
    expect(lengthen(text)).toBeUndefined();
  });

  test('is none, any character anywhere in one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 21 }), fc.integer({ min: 0, max: 0xffff }), (place, code) => {
        const text = `${SHORT.slice(0, place)}${String.fromCharCode(code)}${SHORT.slice(place + 1)}`;
        const uuid = lengthen(text);
        expect(uuid === undefined || shorten(uuid) === text).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});
