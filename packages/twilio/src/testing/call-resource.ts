import type { TwilioCall } from './records.js';
import { rfc2822 } from './rfc2822.js';
import type { StandInAccount } from './stand-in-account.js';

/** The Call resource. */
export function callResource(call: TwilioCall, { credentials }: StandInAccount): object {
  const uri = `/2010-04-01/Accounts/${credentials.accountSid}/Calls/${call.sid}`;
  const nothing = Object.fromEntries(UNKNOWN.map((name) => [name, null]));
  return {
    ...nothing,
    sid: call.sid,
    account_sid: credentials.accountSid,
    api_version: '2010-04-01',
    to: call.to,
    to_formatted: call.to,
    from: call.from,
    from_formatted: call.from,
    status: call.status,
    direction: 'outbound-api',
    price_unit: 'USD',
    queue_time: '0',
    date_created: rfc2822(call.at),
    date_updated: rfc2822(call.at),
    subresource_uris: { notifications: `${uri}/Notifications.json`, recordings: `${uri}/Recordings.json` },
    uri: `${uri}.json`,
  };
}

/** What Twilio does not know of a call that was only just asked for. */
const UNKNOWN = [
  'answered_by',
  'caller_name',
  'duration',
  'end_time',
  'forwarded_from',
  'group_sid',
  'parent_call_sid',
  'phone_number_sid',
  'price',
  'start_time',
  'trunk_sid',
] as const;
