import type { SecondFactorError } from '@countersign/core';
import { describe, expect, test } from '@jest/globals';
import { strictCode, typedCode } from './typed-code.js';

function outcome(read: typeof strictCode, text: string, length = 6): unknown {
  try {
    return read(text, length);
  } catch (error) {
    const { code, data } = error as SecondFactorError;
    return { code, ...data };
  }
}

const REFUSED = { code: 'bad_request', details: ['code: must be 6 digits'] };

describe('the code of an API client', () => {
  test.each(['493817', '493 817', '493-817', ' 493817 ', '4 9 3 8 1 7', '-493817-', `493817${' '.repeat(58)}`])(
    'R18: is digits, with ASCII spaces and hyphens aside: %j',
    (text) => {
      expect(outcome(strictCode, text)).toBe('493817');
    },
  );

  test.each([
    ...[
      '',
      ' ',
      '-',
      '4',
      '49381',
      '4938170',
      '493817493817',
      '49381a',
      'null',
      'true',
      '+493817',
      '4.93817',
      '0x4938',
    ],
    ...['４９３８１７', '٤٩٣٨١٧', '४९३८१७', '493\u00a0817', '493\u2011817', '493\t817', '493817\n', '\u200b493817'],
    ...[`493817${' '.repeat(59)}`, '493817 is your code', '493817,493817', '%34%39%33%38%31%37'],
  ])('R18: is not %j', (text) => {
    expect(outcome(strictCode, text)).toEqual(REFUSED);
  });

  test('R18: has the length that is configured', () => {
    expect(outcome(strictCode, '4938 1702', 8)).toBe('49381702');
    expect(outcome(strictCode, '493817', 8)).toEqual({ code: 'bad_request', details: ['code: must be 8 digits'] });
  });
});

const MESSAGE = `Management Interface: 493817 is your code to log in (KX). Never share it.\n\n@manage.example.com #493817`;

describe('the code that a person types or pastes', () => {
  test.each([
    ...['493817', '493 817', ' 493817\t', '493\u00a0817', '493\u202f817', '493\u2009817', '4 9 3 8 1 7', '493817\r\n'],
    ...['493-817', '493–817', '493\u2011817', '493—817', '\u200e493817\u202c', '493\u200b817', '\ufeff493817'],
    ...['４９３８１７', '４９３　８１７', '٤٩٣٨١٧', '۴۹۳۸۱۷', '४९३८१७', '৪৯৩৮১৭', '᠔᠙᠓᠘᠑᠗', '𝟒𝟗𝟑𝟖𝟏𝟕', '4９3٨1७'],
    ...[MESSAGE, 'code: 493817', '493817.', '#493817', '(KX) 493817', 'Your code 493817 is valid for 5 minutes'],
  ])('R82: is found in %j', (text) => {
    expect(outcome(typedCode, text)).toBe('493817');
  });

  test.each([
    ...['', ' ', 'KX', '49381', '4938170', '493817 493818', 'the codes 493817 and 502846', '493817493817', '4938 17x'],
    ...['4938-17 or so', 'a4938b17', '⁴⁹³', '四九三八一七', '½', 'Ⅳ', '493817'.repeat(40)],
  ])('R18: is not in %j', (text) => {
    expect(outcome(typedCode, text)).toEqual(REFUSED);
  });

  test('R82: a zero in any script is a zero', () => {
    expect(['٠٠٠٠٠٧', '०००००७', '０００００７'].map((text) => outcome(typedCode, text))).toEqual(
      Array(3).fill('000007'),
    );
  });
});
