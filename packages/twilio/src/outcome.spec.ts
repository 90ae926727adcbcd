import { describe, expect, test } from '@jest/globals';
import { CODE_MEANINGS } from './error-codes.js';
import { outcomeOf } from './outcome.js';
import { TransportError } from './transport-error.js';

describe('a code of the table, with a 4xx', () => {
  test.each([
    [20003, 'misconfigured', false, true],
    [21608, 'misconfigured', false, true],
    [30002, 'misconfigured', false, true],
    [30007, 'misconfigured', false, true],
    [30029, 'misconfigured', false, true],
    [30030, 'misconfigured', false, true],
    [30032, 'misconfigured', false, true],
    [30034, 'misconfigured', false, true],
    [20429, 'busy', true, false],
    [20503, 'busy', true, true],
    [30036, 'busy', true, true],
    [21611, 'busy', false, true],
    [30450, 'busy', false, true],
    [21211, 'number_invalid', false, true],
    [21614, 'number_invalid', false, true],
    [21635, 'number_invalid', false, true],
    [30006, 'number_invalid', false, true],
    [21610, 'opted_out', false, true],
    [21408, 'country_blocked', false, true],
    [21612, 'country_blocked', false, true],
    [30003, 'number_unreachable', true, true],
    [30005, 'number_unreachable', false, true],
    [30008, 'unavailable', true, true],
  ])('R85: %d is %s, retryable %s, switch %s', (code, reason, retryable, switchChannel) => {
    expect(outcomeOf({ status: 400, code })).toEqual({ status: 'refused', reason, retryable, switchChannel });
  });

  test('the list above is the whole table', () => {
    expect(CODE_MEANINGS.size).toBe(23);
  });
});

describe('R85: a code that is not in the table is judged by the status', () => {
  const misconfigured = { status: 'refused', reason: 'misconfigured', retryable: false, switchChannel: true };

  test.each([400, 401, 403, 404, 413, 499])('%d is surely not sent', (status) => {
    expect(outcomeOf({ status, code: 99_999 })).toEqual(misconfigured);
  });

  test('429 was not processed and may be tried again', () => {
    expect(outcomeOf({ status: 429, code: undefined })).toMatchObject({ reason: 'busy', retryable: true });
  });

  test.each([408, 500, 502, 503, 504])('%d may have been sent', (status) => {
    expect(outcomeOf({ status, code: undefined })).toEqual({ status: 'unknown', reason: 'unavailable' });
  });

  test.each([301, 302, 307, 308])('%d leads elsewhere', (status) => {
    expect(outcomeOf({ status, code: undefined })).toEqual({ status: 'unknown', reason: 'misconfigured' });
  });

  test('a 5xx is not made certain by the code in it, but for the one that says overloaded', () => {
    expect(outcomeOf({ status: 500, code: 21211 })).toMatchObject({ status: 'unknown' });
    expect(outcomeOf({ status: 503, code: 20503 })).toMatchObject({ status: 'refused', reason: 'busy' });
  });
});

describe('no answer at all', () => {
  const transport = (code: string) => outcomeOf(TransportError.from({ code }));

  test.each(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'])(
    'R85: %s: no connection, surely not sent',
    (code) => {
      expect(transport(code)).toMatchObject({ status: 'refused', reason: 'unavailable', retryable: true });
    },
  );

  test.each(['ECONNRESET', 'ECONNABORTED', 'ERR_CANCELED', 'ETIMEDOUT', 'ERR_BAD_RESPONSE', 'EPIPE', ''])(
    'R85: %s may have been sent',
    (code) => {
      expect(transport(code)).toEqual({ status: 'unknown', reason: 'unavailable' });
    },
  );

  test.each([null, undefined, 'text', 7, new Error('text'), {}, { code: 21211 }, { status: '400' }])(
    'what is no error of a send may be one after it: %p',
    (error) => {
      expect(outcomeOf(error)).toEqual({ status: 'unknown', reason: 'unavailable' });
    },
  );
});
