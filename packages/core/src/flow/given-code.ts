import { Code } from '../code.js';
import { SecondFactorError } from '../errors.js';

/** What cannot be a code is not evaluated, and not charged (R18). */
export function readCode(digits: unknown, length: number): Code {
  if (typeof digits === 'string' && digits.length === length && /^[0-9]+$/.test(digits)) return new Code(digits);
  throw new SecondFactorError('bad_request', { details: [`code: must be ${length} digits`] });
}

/** A method that this sign-in cannot be answered by (R48). */
export function notYours(): SecondFactorError {
  return new SecondFactorError('bad_request', { details: ['method: is not one that you can answer by'] });
}
