import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { cryptoRandom } from './ports/random.js';
import { SignInToken } from './sign-in-token.js';

const TAG = 'AAAAAAAAAAAAAAA_';

describe('a SignInToken', () => {
  test('R44: carries 192 random bits after the tag', () => {
    const asked: number[] = [];
    const bytes = (count: number) => {
      asked.push(count);
      return cryptoRandom.bytes(count);
    };
    const token = SignInToken.draw(TAG, { ...cryptoRandom, bytes });
    expect(asked).toEqual([24]);
    expect(token.reveal()).toMatch(/^AAAAAAAAAAAAAAA_\.[A-Za-z0-9_-]{32}$/);
  });

  test('R44: is known to the store by its SHA-256 only', () => {
    const token = SignInToken.draw(TAG, cryptoRandom);
    const id = createHash('sha256').update(token.reveal()).digest('hex');
    expect(token.key).toEqual({ subjectTag: TAG, id });
    expect(token.correlationId).toBe(id.slice(0, 12));
  });

  test('is read back as it went out', () => {
    const token = SignInToken.draw(TAG, cryptoRandom);
    expect(SignInToken.parse(token.reveal())?.key).toEqual(token.key);
  });

  const strange: readonly [string, unknown][] = [
    ['nothing', undefined],
    ['null', null],
    ['a number', 1],
    ['a list of one token', [`${TAG}.${'b'.repeat(32)}`]],
    ['no text', ''],
    ['no dot', 'a'.repeat(49)],
    ['a short tag', `${TAG.slice(1)}.${'b'.repeat(32)}`],
    ['a long secret', `${TAG}.${'b'.repeat(33)}`],
    ['a key of the store', `cs:{${TAG}}:sign-in.${'b'.repeat(32)}`],
    ['a brace in the tag', `AAAAAAAAAAAAAA}{.${'b'.repeat(32)}`],
    ['a line after it', `${TAG}.${'b'.repeat(32)}\n`],
  ];

  test.each(strange)('R04: %s is never taken for one', (_what, text) => {
    expect(SignInToken.parse(text)).toBe(undefined);
  });
});
