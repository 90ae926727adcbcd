import type { SecondFactorErrorCode } from '@countersign/core';
import type { PageProblem } from './page.js';

/** The fields that the pages' forms have. */
export type FieldName = 'code' | 'phone' | 'country' | 'name' | 'password';

const BLAMED: Partial<Record<SecondFactorErrorCode, FieldName>> = {
  password_wrong: 'password',
  code_wrong: 'code',
  code_superseded: 'code',
  code_expired: 'code',
  phone_invalid: 'phone',
  phone_not_allowed: 'phone',
};

/** Whether a field is what the visitor has to correct. */
export function isAtFault(field: FieldName, problem: PageProblem | undefined): boolean {
  if (!problem) return false;
  if (problem.errorCode === 'bad_request') return isNamed(field, problem.details ?? []);
  return BLAMED[problem.errorCode] === field;
}

function isNamed(field: FieldName, details: readonly string[]): boolean {
  if (details.length === 0) return field === 'code' || field === 'phone';
  return details.some((detail) => new RegExp(`\\b${field}\\b`).test(detail));
}
