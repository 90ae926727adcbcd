// countersign: demo
import { isCountry } from '@countersign/core';
import { type TwilioSenderOptions, twilioSender } from '@countersign/twilio';
import { ConfigError, type Environment, list, text } from './config.readers.js';

/** How texts are really sent. */
export type TwilioSettings = TwilioSenderOptions;

/** The countries whose numbers are accepted. */
export function countries(env: Environment): string[] {
  return list(env, 'SECOND_FACTOR_COUNTRIES', 'US,NL,GB,DE,FR', isCountry, 'two-letter country codes');
}

/** Twilio's variables: all that are needed, or none. */
export function twilio(env: Environment, publicUrl: string): TwilioSettings | undefined {
  const names = ['ACCOUNT_SID', 'API_KEY', 'API_SECRET', 'FROM', 'MESSAGING_SERVICE_SID'];
  if (names.every((name) => text(env, `TWILIO_${name}`) === undefined)) return undefined;
  const apiUrl = text(env, 'TWILIO_API_URL');
  return usable({
    accountSid: needed(env, 'TWILIO_ACCOUNT_SID'),
    apiKey: needed(env, 'TWILIO_API_KEY'),
    apiSecret: needed(env, 'TWILIO_API_SECRET'),
    ...twilioFrom(env),
    ...(apiUrl !== undefined && { apiUrl }),
    ...receipts(env, publicUrl),
  });
}

/** Twilio signs its receipts with the account's auth token; while that is changed there are two. */
function receipts(env: Environment, publicUrl: string): Pick<TwilioSettings, 'receipts'> {
  const authTokens = text(env, 'TWILIO_AUTH_TOKEN')?.split(',');
  return authTokens ? { receipts: { url: `${publicUrl}/2fa/twilio/status`, authTokens } } : {};
}

/** Lets the sender say what it cannot use, while it can still be said by the variable's name. */
function usable(options: TwilioSettings): TwilioSettings {
  try {
    twilioSender(options);
    return options;
  } catch (error) {
    const [, option, problem] = /^(\w+) (must .*)$/.exec((error as Error).message) ?? [];
    if (option === undefined || problem === undefined) throw error;
    const variable = option === 'receipts' ? 'AUTH_TOKEN' : option.replace(/[A-Z]/g, '_$&').toUpperCase();
    throw new ConfigError(`TWILIO_${variable}`, problem);
  }
}

function twilioFrom(env: Environment): { from: string } | { messagingServiceSid: string } {
  const messagingServiceSid = text(env, 'TWILIO_MESSAGING_SERVICE_SID');
  if (messagingServiceSid !== undefined) return { messagingServiceSid };
  const from = text(env, 'TWILIO_FROM');
  if (from !== undefined) return { from };
  throw new ConfigError('TWILIO_FROM', 'or TWILIO_MESSAGING_SERVICE_SID is required when Twilio is used');
}

function needed(env: Environment, name: string): string {
  const value = text(env, name);
  if (value === undefined) throw new ConfigError(name, 'is required when Twilio is used');
  return value;
}
