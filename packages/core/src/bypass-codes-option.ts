import { OptionError } from './option-error.js';
import type { SecondFactorOptions } from './options.js';

/** The option `bypassCodes` with nothing left open. */
export type BypassCodes = false | { readonly secondApprover: boolean };

/** Whether a code works only when a second administrator has approved it. */
export function asksApproval(codes: BypassCodes): boolean {
  return codes !== false && codes.secondApprover;
}

/** Fills in what it does not say. @throws OptionError `bypassCodes` */
export function resolveBypassCodes(given: SecondFactorOptions['bypassCodes']): BypassCodes {
  if (given === undefined) return { secondApprover: false };
  if (given === false) return false;
  const secondApprover: unknown = typeof given === 'object' && given !== null ? (given.secondApprover ?? false) : null;
  if (typeof secondApprover === 'boolean') return { secondApprover };
  throw new OptionError('bypassCodes', 'must be false, or { secondApprover } with true or false');
}
