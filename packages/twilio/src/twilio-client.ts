import twilio from 'twilio';
import { ForgetfulClient } from './forgetful-client.js';
import type { TwilioClientOptions } from './twilio-client-options.js';

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
