import { describe, expect, test } from '@jest/globals';
import type { SecondFactorError } from './errors.js';
import { type Country, countryOfNumber, dialCodeOf, isCountry, parsePhone } from './parse-phone.js';
import { PhoneNumber } from './phone-number.js';

const ALLOWED: readonly Country[] = ['NL', 'GB', 'US', 'DE'];

function refusal(text: string, country?: Country, allowed = ALLOWED): string {
  try {
    return parsePhone(text, country, allowed).mask();
  } catch (error) {
    return (error as SecondFactorError).code;
  }
}

describe('a British mobile number', () => {
  const spellings: readonly [string, Country | undefined][] = [
    ['+447400123456', undefined],
    ['+44 7400 123456', undefined],
    ['+44 (0) 7400 123456', undefined],
    ['+44-7400-123-456', undefined],
    ['0044 7400 123456', undefined],
    ['00447400123456', 'NL'],
    ['00447400123456', 'GB'],
    ['0044 7400 123456', 'US'],
    ['07400 123456', 'GB'],
    ['7400123456', 'GB'],
    ['０７４００ １２３４５６', 'GB'],
    ['＋４４７４００１２３４５６', undefined],
    ['٠٧٤٠٠١٢٣٤٥٦', 'GB'],
    ['\t07400\t123456\n', 'GB'],
    ['07400\u00a0123\u2009456', 'GB'],
    ['07400.123.456', 'GB'],
    ['+447400123456', 'NL'],
  ];

  test.each(spellings)('R26: spelt %j (country %s) is one value', (text, country) => {
    expect(parsePhone(text, country, ALLOWED).reveal()).toBe('+447400123456');
  });
});

describe('parsePhone', () => {
  test('R26: takes a national spelling for the first country that is allowed', () => {
    expect(parsePhone('06 12345642', undefined, ['NL', 'GB']).reveal()).toBe('+31612345642');
    expect(refusal('06 12345642', undefined, ['GB', 'NL'])).toBe('phone_invalid');
  });

  test.each(['', ' ', 'abc', '+', '112', '061234', '+31 6 1234567890123', '+31612345642; DROP', 'call +31612345642'])(
    'R26: %j is no number',
    (text) => {
      expect(refusal(text, 'NL')).toBe('phone_invalid');
    },
  );

  test.each(['+31612345642 ext 5', '06 12345642 x 123', '+31612345642;ext=5'])(
    'R26: an extension is refused: %j',
    (text) => {
      expect(refusal(text, 'NL')).toBe('phone_invalid');
    },
  );

  test.each<[string, string, readonly Country[]]>([
    ['France', '+33612345678', ALLOWED],
    ['Guernsey, which shares Britain’s dial code', '+447781123456', ['GB']],
    ['Canada, which shares that of the United States', '+15062345678', ['US']],
    ['a satellite', '+881612345678', ALLOWED],
  ])('R26: a number of a country off the list is refused: %s', (_where, text, allowed) => {
    expect(refusal(text, undefined, allowed)).toBe('phone_not_allowed');
  });

  test.each([
    ['a landline', '+442079460018'],
    ['a landline', '+31101234567'],
    ['a toll-free number', '+31800123456'],
    ['a toll-free number', '+18002345678'],
    ['an international toll-free number', '+80012345678'],
    ['a premium number', '+449012345678'],
    ['a premium number', '+319001234'],
    ['a shared-cost number', '+448431234567'],
    ['a VoIP number', '+445612345678'],
    ['a VoIP number', '+31851234567'],
    ['a pager', '+447640123456'],
    ['a personal number', '+447012345678'],
    ['a company’s number', '+445512345678'],
  ])('R27: %s cannot be registered: %s', (_type, text) => {
    expect(refusal(text)).toBe('phone_not_allowed');
  });

  test('R27: a North American number may be a mobile, and is taken for one', () => {
    expect(parsePhone('(201) 555-0123', 'US', ALLOWED).reveal()).toBe('+12015550123');
  });
});

describe('countries', () => {
  test('are known by their two letters, and have a dial code', () => {
    expect(['NL', 'GB', 'nl', 'XX', '', 'NLD'].map(isCountry)).toEqual([true, true, false, false, false, false]);
    expect(dialCodeOf('NL')).toBe('31');
  });

  test('can be told of a number of any line type', () => {
    const numbers = ['+31612345678', '+18005551234', '+16135550123', '+442071838750', '+80012345678'];
    const countries = numbers.map((number) => countryOfNumber(new PhoneNumber(number)));
    expect(countries).toEqual(['NL', 'US', 'CA', 'GB', undefined]);
  });
});
