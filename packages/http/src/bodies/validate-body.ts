import { SecondFactorError } from '@countersign/core';
import { type ValidationError, type ValidatorOptions, validateSync } from 'class-validator';

/** Unknown fields are refused, not dropped: nothing in a request decides an outcome by accident (R21). */
const BODY_RULES = {
  whitelist: true,
  forbidNonWhitelisted: true,
  // A class without rules of its own, as an empty body, is no unknown value.
  forbidUnknownValues: false,
  stopAtFirstError: true,
  validationError: { target: false, value: false },
} as const satisfies ValidatorOptions;

/** The class of a body. */
export type BodyClass<Body extends object> = new () => Body;

/** Names that mean something in every object, as `__proto__`, `constructor`: no body has them, and none gets that far. */
const NEVER = Object.getOwnPropertyNames(Object.prototype);

/**
 * Makes a checked body of what was parsed.
 * @throws SecondFactorError `bad_request` with a line a fault.
 */
export function validateBody<Body extends object>(type: BodyClass<Body>, value: unknown): Body {
  if (value instanceof type) return value;
  const plain: unknown = value ?? {};
  if (typeof plain !== 'object' || plain === null || Array.isArray(plain)) throw badBody(['body: must be an object']);
  const never = NEVER.filter((field) => Object.hasOwn(plain, field));
  if (never.length > 0) throw badBody(never.map((field) => `${field}: should not exist`));
  const body = Object.assign(new type(), plain);
  const faults = describeErrors(validateSync(body, BODY_RULES));
  if (faults.length > 0) throw badBody(faults);
  return body;
}

/** The faults that class-validator found, a line each: `code: must be a string`. */
function describeErrors(errors: readonly ValidationError[]): string[] {
  return errors.flatMap(({ property, constraints = {} }) =>
    Object.values(constraints).map((text) => `${property}: ${withoutName(property, text)}`),
  );
}

/** What is wrong, without the field's name that class-validator puts in front. */
function withoutName(property: string, text: string): string {
  const name = [`property ${property} `, `${property} `].find((prefix) => text.startsWith(prefix)) ?? '';
  return text.slice(name.length);
}

/** A body of the wrong shape. */
export function badBody(details: readonly string[]): SecondFactorError {
  return new SecondFactorError('bad_request', { details });
}
