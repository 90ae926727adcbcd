import { inspect } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { Code } from './code.js';
import type { Masked } from './masked.js';
import { PhoneNumber } from './phone-number.js';
import { cryptoRandom } from './ports/random.js';
import { SignInToken } from './sign-in-token.js';

const token = SignInToken.draw('AAAAAAAAAAAAAAAA', cryptoRandom);

const KINDS: readonly [string, Masked, string][] = [
  ['Code', new Code('493817'), '••••••'],
  ['PhoneNumber', new PhoneNumber('+31612345642'), '•••• 42'],
  ['SignInToken', token, `sign-in ${token.correlationId}`],
];

describe.each(KINDS)('a %s', (name, value, mask) => {
  const prints: readonly [string, () => string][] = [
    ['String()', () => String(value)],
    ['a template string', () => `${value}`],
    ['JSON', () => JSON.stringify({ value })],
    ['util.inspect', () => inspect({ value: [value] }, { depth: null, showHidden: true })],
    ['an error message', () => inspect(new Error(`refused ${value}`, { cause: value }))],
    ['an error with it in a field', () => inspect(Object.assign(new Error('refused'), { value }))],
    ['its own properties', () => JSON.stringify(Object.getOwnPropertyDescriptors(value))],
    ['a spread copy', () => inspect({ ...value }, { showHidden: true })],
  ];

  test.each(prints)('R76: is masked in %s', (_how, print) => {
    expect(print()).not.toContain(value.reveal());
  });

  test('prints as its mask', () => {
    expect(String(value)).toBe(mask);
    expect(JSON.stringify([value])).toBe(JSON.stringify([mask]));
    expect(inspect(value)).toBe(`${name}(${mask})`);
  });
});

describe('a Code', () => {
  test.each(['', '12 456', '12345a', '-12345', '１２３４５６', '123456\n'])('is not made of %j', (digits) => {
    expect(() => new Code(digits)).toThrow(TypeError);
  });

  test('R76: shows nothing of what it was not made of', () => {
    expect(() => new Code('493817x')).toThrow(/^(?!.*493817)/);
  });
});

describe('a PhoneNumber', () => {
  test.each(['', '0612345642', '+0612345642', '+31 612345642', '+3161', '+1234567890123456'])(
    'is not made of %j',
    (text) => {
      expect(() => new PhoneNumber(text)).toThrow(TypeError);
    },
  );

  test('R49: shows its last two digits and no other, in a width that tells nothing', () => {
    expect(new PhoneNumber('+31612345642').mask()).toBe('•••• 42');
    expect(new PhoneNumber('+12025550142').mask()).toBe('•••• 42');
  });
});
