import type { TwilioAnswer } from './answer.js';
import { pageOf2010, queryOf } from './paged.js';
import type { TwilioRequest } from './records.js';
import { rfc2822 } from './rfc2822.js';
import { sidOf } from './sid.js';
import type { StandInAccount } from './stand-in-account.js';
import type { TwilioStandInNumber } from './stand-in-senders.js';

const SINCE = rfc2822(0);

/** `GET …/IncomingPhoneNumbers.json`: the account's own numbers, or the one that `PhoneNumber` asks for. */
export function listNumbers({ path }: TwilioRequest, { credentials, numbers }: StandInAccount): TwilioAnswer {
  const asked = queryOf(path, 'PhoneNumber');
  const own = numbers.filter(({ number }) => asked === null || number === asked);
  const resources = own.map((number) => numberResource(number, credentials.accountSid));
  return pageOf2010('incoming_phone_numbers', resources, path);
}

/** `GET …/SMS/ShortCodes.json`: the account's own short codes, or the one that `ShortCode` asks for. */
export function listShortCodes({ path }: TwilioRequest, { credentials, shortCodes }: StandInAccount): TwilioAnswer {
  const asked = queryOf(path, 'ShortCode');
  const own = shortCodes.filter((code) => asked === null || code === asked);
  const resources = own.map((code) => shortCodeResource(code, credentials.accountSid));
  return pageOf2010('short_codes', resources, path);
}

function numberResource({ number, sms = true }: TwilioStandInNumber, accountSid: string): object {
  const sid = sidOf('PN', number);
  return {
    sid,
    account_sid: accountSid,
    api_version: '2010-04-01',
    phone_number: number,
    friendly_name: number,
    capabilities: { voice: true, sms, mms: false, fax: false },
    address_requirements: 'none',
    beta: false,
    date_created: SINCE,
    date_updated: SINCE,
    status: 'in-use',
    uri: `/2010-04-01/Accounts/${accountSid}/IncomingPhoneNumbers/${sid}.json`,
  };
}

function shortCodeResource(code: string, accountSid: string): object {
  const sid = sidOf('SC', code);
  return {
    sid,
    account_sid: accountSid,
    api_version: '2010-04-01',
    short_code: code,
    friendly_name: code,
    date_created: SINCE,
    date_updated: SINCE,
    uri: `/2010-04-01/Accounts/${accountSid}/SMS/ShortCodes/${sid}.json`,
  };
}
