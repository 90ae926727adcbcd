import { OptionError } from './option-error.js';
import { type SecondFactorOptions, TRUSTED_DEVICE_DAYS } from './options.js';

/** The option `trustedDevices` with nothing left open. @throws OptionError `trustedDevices` (R51) */
export function resolveTrustedDevices(given: SecondFactorOptions['trustedDevices']): false | { readonly days: number } {
  if (given === undefined || given === false) return false;
  const { default: usual, least, most } = TRUSTED_DEVICE_DAYS;
  const days = typeof given === 'object' && given !== null ? (given.days ?? usual) : Number.NaN;
  if (Number.isInteger(days) && days >= least && days <= most) return { days };
  throw new OptionError('trustedDevices', `must be false, or { days } with a whole number from ${least} to ${most}`);
}
