import { expect } from '@jest/globals';
import type { Step } from './outage.js';

/** The contract's answer while the second step cannot be taken, as `brief` gives it. */
export const UNAVAILABLE = {
  status: 503,
  retryAfter: '30',
  body: {
    statusCode: 503,
    errorCode: 'second_factor_unavailable',
    message: expect.any(String),
    retryAfterSeconds: 30,
  },
};

/** The console's own answer while its sessions cannot be reached. */
export const NO_SESSIONS = {
  status: 503,
  body: { statusCode: 503, message: 'Sessions are not available', error: 'Service Unavailable' },
};

/** The console's own answer while its database cannot be reached. */
export const NO_DATABASE = {
  status: 503,
  body: { statusCode: 503, message: 'The console is unavailable for a moment', error: 'Service Unavailable' },
};

/** There is no such sign-in any more: start again from the password. */
export const EXPIRED = {
  status: 401,
  body: { statusCode: 401, errorCode: 'sign_in_expired', message: expect.any(String) },
};

/** A sign-in that waits for its code. */
export const WAITING = { status: 200, body: expect.objectContaining({ status: 'code_required' }) };

/** A guarded page of the console, for somebody who is signed in. */
export const PRODUCTS = { status: 200, body: expect.any(Array) };

/** Nothing of the second step can be done; whoever is signed in goes on working. */
export const SECOND_STEP_DOWN: Readonly<Record<Step, unknown>> = {
  login: UNAVAILABLE,
  show: UNAVAILABLE,
  phone: UNAVAILABLE,
  code: UNAVAILABLE,
  verify: UNAVAILABLE,
  cancel: UNAVAILABLE,
  logout: UNAVAILABLE,
  page: PRODUCTS,
};
