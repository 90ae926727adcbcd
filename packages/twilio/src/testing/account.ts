import { createHash } from 'node:crypto';
import type { TwilioAnswer } from './answer.js';
import { notFound } from './answer.js';
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

/** `GET …/IncomingPhoneNumbers.json`: the account's own numbers, or the one that `PhoneNumber` asks for. */
export function listNumbers({ path }: TwilioRequest, { credentials, numbers }: StandInAccount): TwilioAnswer {
  const asked = new URL(path, 'http://stand-in').searchParams.get('PhoneNumber');
  const own = numbers.filter((number) => asked === null || number === asked);
  const body = {
    incoming_phone_numbers: own.map((number) => numberResource(number, credentials.accountSid)),
    page: 0,
    page_size: 50,
    start: 0,
    end: Math.max(own.length - 1, 0),
    first_page_uri: path,
    next_page_uri: null,
    previous_page_uri: null,
    uri: path,
  };
  return { status: 200, body };
}

/** `GET /v1/Services/{Sid}`: one of the account's Messaging Services. */
export function fetchService({ path }: TwilioRequest, account: StandInAccount, sid: string): TwilioAnswer {
  if (!account.messagingServices.includes(sid)) return notFound(path);
  const url = `https://messaging.twilio.com/v1/Services/${sid}`;
  const body = {
    sid,
    account_sid: account.credentials.accountSid,
    friendly_name: 'Stand-in service',
    date_created: new Date(0).toISOString(),
    date_updated: new Date(0).toISOString(),
    sticky_sender: true,
    smart_encoding: true,
    validity_period: 36_000,
    usecase: '2fa',
    us_app_to_person_registered: true,
    links: { phone_numbers: `${url}/PhoneNumbers` },
    url,
  };
  return { status: 200, body };
}

function numberResource(number: string, accountSid: string): object {
  const sid = `PN${createHash('sha256').update(number).digest('hex').slice(0, 32)}`;
  return {
    sid,
    account_sid: accountSid,
    api_version: '2010-04-01',
    phone_number: number,
    friendly_name: number,
    capabilities: { voice: true, sms: true, mms: false, fax: false },
    address_requirements: 'none',
    beta: false,
    date_created: SINCE,
    date_updated: SINCE,
    status: 'in-use',
    uri: `/2010-04-01/Accounts/${accountSid}/IncomingPhoneNumbers/${sid}.json`,
  };
}
