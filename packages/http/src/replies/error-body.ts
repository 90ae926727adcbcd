import type { SecondFactorError, SecondFactorErrorData } from '@countersign/core';
import { ERROR_STATUS } from './status-table.js';

/** An error as API clients get it: Nest's shape and `errorCode`. */
export function errorBody(error: SecondFactorError): { statusCode: number; errorCode: string; message: string } {
  return { statusCode: ERROR_STATUS[error.code], errorCode: error.code, message: error.message, ...error.data };
}

/** The headers that go with an error. */
export function errorHeaders({ code, data }: SecondFactorError): Record<string, string> {
  return {
    ...(data.retryAfterSeconds !== undefined && { 'Retry-After': String(data.retryAfterSeconds) }),
    ...((code === 'second_factor_required' || code === 'step_up_required') && {
      'WWW-Authenticate': challenge(data),
    }),
  };
}

/** The headers of a guard's refusal on a route of the host. */
export function guardHeaders(error: SecondFactorError): Record<string, string> {
  return { 'Cache-Control': 'no-store', ...errorHeaders(error) };
}

/** The step-up challenge of RFC 9470. */
function challenge({ maxAgeSeconds, firstFactor }: SecondFactorErrorData): string {
  const age = maxAgeSeconds === undefined ? '' : `, max_age=${maxAgeSeconds}`;
  const description = firstFactor ? 'Both factors are required' : 'A second factor is required';
  return `Bearer error="insufficient_user_authentication", error_description="${description}"${age}`;
}
