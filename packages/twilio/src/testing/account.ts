import type { TwilioAnswer } from './answer.js';
import type { TwilioRequest } from './records.js';
import { rfc2822 } from './rfc2822.js';
import type { StandInAccount } from './stand-in-account.js';

const SINCE = rfc2822(0);

/** `GET /2010-04-01/Accounts/{Sid}.json`: the account itself. Its auth token is never in it. */
export function fetchAccount(_: TwilioRequest, { credentials, about }: StandInAccount): TwilioAnswer {
  const { accountSid } = credentials;
  const uri = `/2010-04-01/Accounts/${accountSid}`;
  const body = {
    ...about,
    sid: accountSid,
    owner_account_sid: accountSid,
    friendly_name: 'Stand-in account',
    date_created: SINCE,
    date_updated: SINCE,
    subresource_uris: { messages: `${uri}/Messages.json`, calls: `${uri}/Calls.json` },
    uri: `${uri}.json`,
  };
  return { status: 200, body };
}
