import type { SecondFactorError } from '@countersign/core';
import type { PageProblem } from '../pages/page.js';

/** A refusal, as pages show it. */
export function toProblem({ code, message, data }: SecondFactorError): PageProblem {
  const { retryAfterSeconds, attemptsLeft, reference, details } = data;
  return { errorCode: code, message, retryAfterSeconds, attemptsLeft, reference, details };
}
