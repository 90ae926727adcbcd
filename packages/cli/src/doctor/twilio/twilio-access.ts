import { type TwilioReader, twilioReader } from '@countersign/twilio';
import { PATIENCE_MS } from '../examine.js';
import type { TwilioSettings } from './twilio-settings.js';

/** Why nothing can be asked of Twilio; `undefined` when it can. */
export function twilioMissing(twilio: TwilioSettings): string | undefined {
  const { accountSid, apiKey, apiSecret, from, messagingServiceSid, apiUrl } = twilio;
  const named = { TWILIO_ACCOUNT_SID: accountSid, TWILIO_API_KEY: apiKey, TWILIO_API_SECRET: apiSecret };
  const missing = Object.entries(named).flatMap(([name, value]) => (value === undefined ? [name] : []));
  const others = [from, messagingServiceSid, ...twilio.authTokens];
  if (missing.length === 3 && others.every((value) => value === undefined)) return 'No variable of Twilio is set.';
  if (missing.length > 0) return `Not set: ${missing.join(', ')}. See settings.`;
  if (apiUrl !== undefined && !URL.canParse(apiUrl)) return 'TWILIO_API_URL is no URL. See settings.';
  return undefined;
}

/** The SDK, signed in with the API key. */
export function asApiKey(twilio: TwilioSettings): TwilioReader {
  return clientOf(twilio, twilio.apiKey ?? '', twilio.apiSecret ?? '');
}

/** The SDK, signed in as the account itself, which alone may read what it is. */
export function asAccount(twilio: TwilioSettings, authToken: string): TwilioReader {
  return clientOf(twilio, twilio.accountSid ?? '', authToken);
}

function clientOf({ accountSid = '', apiUrl }: TwilioSettings, username: string, password: string): TwilioReader {
  const url = apiUrl === undefined ? null : new URL(apiUrl);
  return twilioReader({ accountSid, username, password, apiUrl: url, timeoutMs: PATIENCE_MS });
}
