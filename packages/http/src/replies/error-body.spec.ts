import {
  ERROR_CODES,
  SecondFactorError,
  type SecondFactorErrorCode,
  type SecondFactorErrorData,
} from '@countersign/core';
import { describe, expect, test } from '@jest/globals';
import { errorBody, errorHeaders } from './error-body.js';
import { ERROR_STATUS } from './status-table.js';

/** Section 6 of the design. */
const STATUS: Record<SecondFactorErrorCode, number> = {
  ...{
    sign_in_expired: 401,
    code_wrong: 401,
    password_wrong: 401,
    code_superseded: 401,
    code_expired: 401,
    code_not_requested: 409,
  },
  ...{ too_many_attempts: 401, second_factor_locked: 429, resend_too_soon: 429, too_many_codes: 429 },
  ...{ phone_invalid: 422, phone_not_allowed: 422, enrolment_not_allowed: 403, second_factor_required: 401 },
  ...{ step_up_required: 401, code_not_sent: 502, second_factor_unavailable: 503, cross_origin: 403, bad_request: 400 },
};

const errorOf = (code: SecondFactorErrorCode, data?: SecondFactorErrorData) => new SecondFactorError(code, data);

describe('the status table', () => {
  test.each(Object.entries(STATUS))('gives %s the status %i', (code, status) => {
    expect(ERROR_STATUS[code as SecondFactorErrorCode]).toBe(status);
  });

  test('has every code that there is, and no other', () => {
    expect(Object.keys(ERROR_STATUS).sort()).toEqual([...ERROR_CODES].sort());
    expect(Object.keys(STATUS).sort()).toEqual([...ERROR_CODES].sort());
  });
});

describe('the body of an error', () => {
  test.each(ERROR_CODES)('has Nest’s shape and errorCode: %s', (code) => {
    const { message } = errorOf(code);
    expect(errorBody(errorOf(code))).toEqual({ statusCode: STATUS[code], errorCode: code, message });
    expect(message).toMatch(/^[A-Z].*\.$/);
  });

  test('R20: has what else may be told, and nothing of the state, the subject or a cause', () => {
    const state = {
      status: 'code_required',
      purpose: 'sign-in',
      methods: ['sms'],
      method: 'sms',
      phone: '•••• 42',
      code: null,
    } as const;
    const error = new SecondFactorError('code_wrong', { attemptsLeft: 3, reference: 'KX' }, state);
    expect(errorBody(error)).toEqual({
      ...{ statusCode: 401, errorCode: 'code_wrong', message: 'That code is not right.' },
      ...{ attemptsLeft: 3, reference: 'KX' },
    });
  });

  test('says when to try again as the design does', () => {
    expect(errorBody(errorOf('resend_too_soon', { retryAfterSeconds: 12 }))).toMatchObject({
      ...{ statusCode: 429, errorCode: 'resend_too_soon', retryAfterSeconds: 12 },
    });
  });
});

describe('the headers of an error', () => {
  test.each(ERROR_CODES)('have Retry-After just when it is known: %s', (code) => {
    expect(errorHeaders(errorOf(code, { retryAfterSeconds: 12 }))['Retry-After']).toBe('12');
    expect(errorHeaders(errorOf(code))['Retry-After']).toBe(undefined);
  });

  test('have it when it is 0 too', () => {
    expect(errorHeaders(errorOf('resend_too_soon', { retryAfterSeconds: 0 }))['Retry-After']).toBe('0');
  });

  test.each(ERROR_CODES)('R66: have the challenge of RFC 9470 for a guard’s refusals only: %s', (code) => {
    const guards = code === 'second_factor_required' || code === 'step_up_required';
    const challenge =
      'Bearer error="insufficient_user_authentication", error_description="A second factor is required"';
    expect(errorHeaders(errorOf(code))['WWW-Authenticate']).toBe(guards ? challenge : undefined);
    expect(errorHeaders(errorOf(code, { maxAgeSeconds: 300 }))['WWW-Authenticate']).toBe(
      guards ? `${challenge}, max_age=300` : undefined,
    );
  });
});
