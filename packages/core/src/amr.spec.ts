import { describe, expect, test } from '@jest/globals';
import { type Amr, isAmr, withMethod } from './amr.js';

describe('amr', () => {
  test.each<[Amr[], Amr[]]>([
    [['pwd'], ['pwd', 'sms', 'mfa']],
    [['pin'], ['pin', 'sms', 'mfa']],
    [['fpt'], ['fpt', 'sms', 'mfa']],
    [
      ['pwd', 'sms', 'mfa'],
      ['pwd', 'sms', 'mfa'],
    ],
    [
      ['pwd', 'otp', 'mfa'],
      ['pwd', 'otp', 'mfa', 'sms'],
    ],
  ])('R68: %j and a text message are two kinds of factor: %j', (first, proved) => {
    expect(withMethod(first, 'sms')).toEqual(proved);
  });

  test.each<[Amr[], Amr[]]>([
    [[], ['sms']],
    [['tel'], ['tel', 'sms']],
    [['otp'], ['otp', 'sms']],
    [
      ['geo', 'rba', 'user'],
      ['geo', 'rba', 'user', 'sms'],
    ],
  ])('R68: %j and a text message are not: %j', (first, proved) => {
    expect(withMethod(first, 'sms')).toEqual(proved);
  });

  test.each(['', 'PWD', 'fed', 'toString', '__proto__', null, undefined, 7, ['pwd']])(
    '%j is no name of one',
    (text) => {
      expect(isAmr(text)).toBe(false);
    },
  );

  test.each(['pwd', 'sms', 'mfa', 'hwk', 'vbm', 'user'])('%s is one', (text) => {
    expect(isAmr(text)).toBe(true);
  });
});
