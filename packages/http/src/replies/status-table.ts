import type { SecondFactorErrorCode } from '@countersign/core';

/** The HTTP status of each refusal: the one table for all frameworks. */
export const ERROR_STATUS: Readonly<Record<SecondFactorErrorCode, number>> = {
  bad_request: 400,
  sign_in_expired: 401,
  code_wrong: 401,
  password_wrong: 401,
  code_superseded: 401,
  code_expired: 401,
  too_many_attempts: 401,
  second_factor_required: 401,
  step_up_required: 401,
  cross_origin: 403,
  enrolment_not_allowed: 403,
  code_not_requested: 409,
  phone_invalid: 422,
  phone_not_allowed: 422,
  second_factor_locked: 429,
  resend_too_soon: 429,
  too_many_codes: 429,
  code_not_sent: 502,
  second_factor_unavailable: 503,
};
