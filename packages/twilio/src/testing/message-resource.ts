import type { TwilioMessage } from './records.js';
import { rfc2822 } from './rfc2822.js';
import type { StandInAccount } from './stand-in-account.js';

/** The Message resource, as Twilio's log has it: without the text, and the last digits, where they are to be forgotten. */
export function messageResource(message: TwilioMessage, { credentials }: StandInAccount): object {
  const uri = `/2010-04-01/Accounts/${credentials.accountSid}/Messages/${message.sid}`;
  const date = rfc2822(message.at);
  const hidden = message.fields.AddressRetention === 'obfuscate';
  return {
    sid: message.sid,
    account_sid: credentials.accountSid,
    api_version: '2010-04-01',
    to: hidden ? message.to.replace(/\d{4}$/, 'XXXX') : message.to,
    from: message.from ?? null,
    messaging_service_sid: message.messagingServiceSid ?? null,
    body: message.redacted ? '' : message.body,
    status: message.status,
    direction: 'outbound-api',
    num_segments: '1',
    num_media: '0',
    error_code: message.errorCode,
    error_message: null,
    price: null,
    price_unit: 'USD',
    date_created: date,
    date_updated: date,
    date_sent: null,
    subresource_uris: { media: `${uri}/Media.json` },
    uri: `${uri}.json`,
  };
}
