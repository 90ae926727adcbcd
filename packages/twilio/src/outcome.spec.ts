import { describe, expect, test } from '@jest/globals';
import { mayPass, outcomeOf } from './outcome.js';
import { TransportError } from './transport-error.js';

describe('R85: without a code the status tells', () => {
  test.each([401, 403, 404])('%d speaks of the account', (status) => {
    expect(outcomeOf({ status, code: undefined })).toMatchObject({ reason: 'misconfigured', alert: true });
  });

  test.each([400, 413, 499])('%d is surely not sent', (status) => {
    const refused = { status: 'refused', reason: 'not_delivered', retryable: false, switchChannel: true, alert: false };
    expect(outcomeOf({ status, code: undefined })).toEqual(refused);
  });

  test('429 was not processed and may be tried again', () => {
    expect(outcomeOf({ status: 429, code: undefined })).toMatchObject({ reason: 'busy', retryable: true });
  });

  test.each([408, 500, 502, 503, 504])('%d may have been sent', (status) => {
    expect(outcomeOf({ status, code: undefined })).toEqual({ status: 'unknown', reason: 'unavailable' });
  });

  test.each([301, 302, 307, 308])('%d leads elsewhere', (status) => {
    expect(outcomeOf({ status, code: undefined })).toEqual({ status: 'unknown', reason: 'misconfigured', alert: true });
  });
});

describe('R85: once more goes', () => {
  test.each([
    { status: 429, code: undefined },
    { status: 503, code: 20503 },
    TransportError.from({ code: 'ECONNREFUSED' }),
  ])('what was surely not processed: %p', (error) => {
    expect(mayPass(error)).toBe(true);
  });

  test.each([
    ...[
      { status: 503, code: undefined },
      { status: 500, code: 20503 },
      { status: 400, code: 30003 },
    ],
    ...[TransportError.from({ code: 'ECONNRESET' }), TransportError.from({ code: 'ECONNABORTED' }), undefined],
  ])('nothing else: %p', (error) => {
    expect(mayPass(error)).toBe(false);
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
      expect(outcomeOf(error)).toMatchObject({ status: 'unknown', reason: 'unavailable' });
    },
  );
});
