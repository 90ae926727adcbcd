import { SecondFactorError } from '@countersign/core';
import { guardHeaders } from './error-body.js';
import { ERROR_STATUS } from './status-table.js';

/**
 * For errors that end in the host's own error handling: adds to a refusal what Express, Koa and their kin read from an
 * error, its `status` and `headers`. Anything else stays as it is.
 */
export function withStatus(error: unknown): unknown {
  if (!(error instanceof SecondFactorError)) return error;
  return Object.assign(error, { status: ERROR_STATUS[error.code], headers: guardHeaders(error), expose: true });
}
