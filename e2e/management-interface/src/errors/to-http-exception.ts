import { STATUS_CODES } from 'node:http';
import { HttpException, ServiceUnavailableException } from '@nestjs/common';
import { isOutage } from './is-outage.js';

/**
 * The exception to answer with, or undefined for an error that is our own fault and says nothing to anybody. What the
 * application or a library throws stays as it is; Express and its parsers quote the request, so of theirs only the
 * status is kept.
 */
export function toHttpException(error: unknown): HttpException | undefined {
  if (isOutage(error)) return new ServiceUnavailableException('The console is unavailable for a moment');
  if (!(error instanceof HttpException)) return undefined;
  const quotes = error.cause instanceof Error && 'status' in error.cause;
  if (!quotes) return error;
  const statusCode = error.getStatus();
  return new HttpException({ statusCode, message: STATUS_CODES[statusCode] ?? 'Error' }, statusCode);
}
