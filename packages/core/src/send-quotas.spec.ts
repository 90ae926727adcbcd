import { describe, expect, test } from '@jest/globals';
import { DEFAULT_SEND_QUOTAS, resolveSendQuotas, type SendQuotas, windowsOf } from './send-quotas.js';

describe('the quotas of sends', () => {
  test('R24, R25: are those of the table when nothing is said', () => {
    expect(resolveSendQuotas()).toEqual({
      ...{ subject: { hour: 5, day: 10 }, number: { hour: 10, day: 20 }, enrolment: { hour: 5, day: 10 } },
      ...{ address: { hour: 20 }, dialCode: { day: 50 }, dialCodes: {}, total: { hour: 200, day: 1_000 } },
    });
  });

  test('R24, R25: can be changed one by one; what is left out keeps its limit', () => {
    const given = { subject: { hour: 3 }, address: { day: 100 }, dialCodes: { 31: { day: 500 }, 32: { hour: 5 } } };
    expect(resolveSendQuotas(given)).toEqual({
      ...DEFAULT_SEND_QUOTAS,
      ...{ subject: { hour: 3, day: 10 }, address: { hour: 20, day: 100 } },
      dialCodes: { 31: { day: 500 }, 32: { hour: 5, day: 50 } },
    });
  });

  test.each<[string, object]>([
    ['sendQuotas.subject', { subject: { hour: 11 } }],
    ['sendQuotas.subject', { subject: { day: 31 } }],
    ['sendQuotas.subject', { subject: {} }],
    ['sendQuotas.subject', { subject: null }],
    ['sendQuotas.number', { number: { hour: 0 } }],
    ['sendQuotas.number', { number: { hour: undefined } }],
    ['sendQuotas.enrolment', { enrolment: { hour: 1.5 } }],
    ['sendQuotas.address', { address: { hour: '20' } }],
    ['sendQuotas.total', { total: { hour: Number.POSITIVE_INFINITY } }],
    ['sendQuotas.total', { total: { week: 7 } }],
    ['sendQuotas.dialCodes.+31', { dialCodes: { '+31': { day: 1 } } }],
    ['sendQuotas.dialCodes.NL', { dialCodes: { NL: { day: 1 } } }],
    ['sendQuotas.dialCodes.31', { dialCodes: { 31: { day: 0 } } }],
    ['sendQuotas.numbers', { numbers: { hour: 1 } }],
  ])('R87: stop the start, by the name of the option: %s of %j', (option, given) => {
    const resolve = () => resolveSendQuotas(given as Partial<SendQuotas>);
    expect(resolve).toThrow(expect.objectContaining({ name: 'OptionError', option }));
  });

  test('are counted in windows of an hour and of 24 hours', () => {
    expect(windowsOf({ hour: 5, day: 10 })).toEqual([
      { name: 'h', seconds: 3_600, limit: 5 },
      { name: 'd', seconds: 86_400, limit: 10 },
    ]);
    expect(windowsOf({ day: 50 })).toEqual([{ name: 'd', seconds: 86_400, limit: 50 }]);
  });
});
