import { SecondFactorError } from '@countersign/core';
import { type ClassConstructor, plainToInstance } from 'class-transformer';
import { type ValidationError, type ValidatorOptions, validateSync } from 'class-validator';

/** Unknown fields are refused, not dropped: nothing in a request decides an outcome by accident (R21). */
export const BODY_RULES = {
  whitelist: true,
  forbidNonWhitelisted: true,
  // A class without rules of its own, as an empty body, is no unknown value.
  forbidUnknownValues: false,
  stopAtFirstError: true,
  validationError: { target: false, value: false },
} as const satisfies ValidatorOptions;

/**
 * Makes a checked body of what was parsed.
 * @throws SecondFactorError `bad_request` with a line a fault.
 */
export function validateBody<Body extends object>(type: ClassConstructor<Body>, value: unknown): Body {
  if (value instanceof type) return value;
  const plain: unknown = value ?? {};
  if (typeof plain !== 'object' || plain === null || Array.isArray(plain)) throw badBody(['body: must be an object']);
  const body = plainToInstance(type, plain);
  const errors = validateSync(body, BODY_RULES);
  if (errors.length > 0 || Object.hasOwn(plain, '__proto__')) throw badBody(describeErrors(errors));
  return body;
}

/** The faults that class-validator found, a line each: `code: must be a string`. */
export function describeErrors(errors: readonly ValidationError[]): string[] {
  return errors.flatMap(({ property, constraints = {} }) =>
    Object.values(constraints).map(
      (text) => `${property}: ${text.replace(`property ${property} `, '').replace(`${property} `, '')}`,
    ),
  );
}

/** A body of the wrong shape. */
export function badBody(details: readonly string[]): SecondFactorError {
  return new SecondFactorError('bad_request', { details });
}
