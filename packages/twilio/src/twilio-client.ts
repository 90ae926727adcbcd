import twilio from 'twilio';
import { ForgetfulClient } from './forgetful-client.js';

/** Who asks Twilio, how long for, and where. */
export interface TwilioClientOptions {
  readonly accountSid: string;
  /** An API key, or the account's SID. */
  readonly username: string;
  /** The key's secret, or the account's auth token. */
  readonly password: string;
  /** Null: Twilio's own. */
  readonly apiUrl: URL | null;
  /** For a request as a whole, in milliseconds. */
  readonly timeoutMs: number;
}

/**
 * The SDK as Countersign uses it: it remembers and logs nothing, reads no variable of the environment, and what it throws
 * holds no request.
 */
export function twilioClient({
  accountSid,
  username,
  password,
  apiUrl,
  timeoutMs,
}: TwilioClientOptions): twilio.Twilio {
  return twilio(username, password, {
    accountSid,
    httpClient: new ForgetfulClient(apiUrl, timeoutMs),
    // Given, though empty, so that the SDK does not take them from TWILIO_REGION, TWILIO_EDGE and TWILIO_LOG_LEVEL.
    region: '',
    edge: '',
    logLevel: '',
  });
}
