import type { Method } from './purpose.js';
import type { SecondFactorState } from './state.js';

/** Every way in which the second step can refuse. The list is closed; clients may switch on it. */
export const ERROR_CODES = [
  'sign_in_expired',
  'code_wrong',
  'code_superseded',
  'code_expired',
  'code_not_requested',
  'too_many_attempts',
  'second_factor_locked',
  'resend_too_soon',
  'too_many_codes',
  'phone_invalid',
  'phone_not_allowed',
  'enrolment_not_allowed',
  'second_factor_required',
  'step_up_required',
  'password_wrong',
  'code_not_sent',
  'second_factor_unavailable',
  'cross_origin',
  'bad_request',
] as const;

/** One of {@link ERROR_CODES}. */
export type SecondFactorErrorCode = (typeof ERROR_CODES)[number];

/** What an error tells beside its code. Only what is safe to show to the holder of the sign-in. */
export interface SecondFactorErrorData {
  /** When to try again. */
  readonly retryAfterSeconds?: number;
  /** Wrong answers left before the sign-in is destroyed. */
  readonly attemptsLeft?: number;
  /** The reference of the live code. */
  readonly reference?: string;
  /** The other methods that can be used now; for `step_up_required` those that count. */
  readonly methods?: readonly Method[];
  /** What was wrong with the request, a line each. */
  readonly details?: readonly string[];
  /** Where to go next, a path. */
  readonly next?: string;
  /** For `step_up_required`: how old the proof may be. */
  readonly maxAgeSeconds?: number;
  /**
   * For `step_up_required`: that the first factor is too old as well, and how it is proved again: by the account's `password`, with
   * the step-up, or by another log-in (R34).
   */
  readonly firstFactor?: 'password' | 'log_in';
  /** For `step_up_required`: what a step-up must be opened with, where it is for one action alone (R69). */
  readonly approval?: string;
}

const MESSAGES: Record<SecondFactorErrorCode, string> = {
  sign_in_expired: 'Your sign-in has expired. Log in again.',
  code_wrong: 'That code is not right.',
  code_superseded: 'That is the code of an earlier message. Use the newest one.',
  code_expired: 'That code has expired. Ask for a new one.',
  code_not_requested: 'No code has been sent yet.',
  too_many_attempts: 'Too many wrong codes. Log in again.',
  second_factor_locked: 'Too many wrong codes. Codes are not accepted for now.',
  resend_too_soon: 'A code was sent just now. Wait a moment before asking for another.',
  too_many_codes: 'No more codes can be sent for now.',
  phone_invalid: 'That is not a complete phone number.',
  phone_not_allowed: 'That phone number cannot be used here.',
  enrolment_not_allowed: 'That cannot be registered as a second factor now.',
  second_factor_required: 'The second step of your sign-in is needed.',
  step_up_required: 'Confirm that it is you to go on.',
  password_wrong: 'That password is not right.',
  code_not_sent: 'We could not send the code. Try again in a moment.',
  second_factor_unavailable:
    'Signing in is unavailable for a moment. Nothing was wrong with your code. Try again in a minute.',
  cross_origin: 'This request came from another site.',
  bad_request: 'The request is not of the right form.',
};

/** A refusal of the second step. Carries no cause: a provider's or driver's error may hold a code or a credential. */
export class SecondFactorError extends Error {
  override readonly name = 'SecondFactorError';

  constructor(
    /** The machine-readable reason. */
    readonly code: SecondFactorErrorCode,
    /** What else may be told. */
    readonly data: SecondFactorErrorData = {},
    /** Where the holder of the sign-in stands after the refusal, so that a page needs no second look. */
    readonly state?: SecondFactorState | undefined,
  ) {
    super(MESSAGES[code]);
  }
}
