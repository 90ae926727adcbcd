// countersign: demo
import { isCountry } from '@countersign/core';
import { ConfigError, type Environment, integer, isOneOf, list, text } from './config.readers.js';
import type { TwilioSettings } from './config.twilio.js';

/** The countries whose numbers are accepted. */
export function countries(env: Environment): string[] {
  return list(env, 'SECOND_FACTOR_COUNTRIES', 'US,NL,GB,DE,FR', isCountry, 'two-letter country codes');
}

/** When the same code goes out by the second account; undefined: never. */
export function resendSeconds(env: Environment, [first, second]: readonly TwilioSettings[]): number | undefined {
  const name = 'SECOND_FACTOR_RESEND_WITHOUT_RECEIPT_SECONDS';
  if (text(env, name) === undefined) return undefined;
  if (first?.receipts && second) return integer(env, name, 20, 10, 60);
  throw new ConfigError(name, 'needs TWILIO_AUTH_TOKEN and TWILIO_SECOND_ACCOUNT_SID');
}

/** For how many days browsers may be trusted; false: none is. */
export function trustedDevices(env: Environment): false | { readonly days: number } {
  const name = 'TRUSTED_DEVICES';
  return text(env, name) !== undefined && { days: integer(env, name, 14, 1, 30) };
}

/** Whether codes are issued for lost factors, and by whom. */
export type BypassCodes = false | { readonly secondApprover: boolean };

/** How many administrators it takes to issue a code for somebody's lost factor; false: nobody may. */
export function bypassCodes(env: Environment): BypassCodes {
  const administrators = isOneOf(env, 'BYPASS_CODES', ['off', 'one', 'two'], 'one');
  return administrators !== 'off' && { secondApprover: administrators === 'two' };
}
