import { countryOfNumber, PhoneNumber } from '@countersign/core';
import { notFound, type TwilioAnswer } from './answer.js';
import { pageOf } from './paged.js';
import type { TwilioRequest } from './records.js';
import { sidOf } from './sid.js';
import type { StandInAccount } from './stand-in-account.js';
import type { TwilioStandInService } from './stand-in-senders.js';

type Service = Required<TwilioStandInService>;

const SINCE = { date_created: new Date(0).toISOString(), date_updated: new Date(0).toISOString() };

/** `GET /v1/Services`: all of the account's Messaging Services. */
export function listServices({ path }: TwilioRequest, account: StandInAccount): TwilioAnswer {
  const resources = account.messagingServices.map((service) => serviceResource(service, account));
  return pageOf('services', resources, path);
}

/** `GET /v1/Services/{Sid}`: one of them. */
export function fetchService({ path }: TwilioRequest, account: StandInAccount, sid: string): TwilioAnswer {
  const service = account.messagingServices.find((each) => each.sid === sid);
  return service ? { status: 200, body: serviceResource(service, account) } : notFound(path);
}

type List = (request: TwilioRequest, account: StandInAccount, sid: string) => TwilioAnswer;

/** `GET /v1/Services/{Sid}/PhoneNumbers`: the numbers in its pool. */
export const listServiceNumbers = poolList('phone_numbers', ({ numbers }, account) =>
  numbers.map((number) => ({
    sid: sidOf('PN', number),
    phone_number: number,
    country_code: countryOfNumber(new PhoneNumber(number)) ?? null,
    capabilities: account.numbers.find((own) => own.number === number)?.sms === false ? ['Voice'] : ['Voice', 'SMS'],
  })),
);

/** `GET /v1/Services/{Sid}/ShortCodes`: the short codes in its pool. */
export const listServiceShortCodes = poolList('short_codes', ({ shortCodes }) =>
  Object.entries(shortCodes).map(([code, country]) => ({
    sid: sidOf('SC', code),
    short_code: code,
    country_code: country,
    capabilities: ['SMS'],
  })),
);

/** `GET /v1/Services/{Sid}/AlphaSenders`: the alphanumeric senders in its pool. */
export const listServiceAlphaSenders = poolList('alpha_senders', ({ alphaSenders }) =>
  alphaSenders.map((name) => ({ sid: sidOf('AI', name), alpha_sender: name, capabilities: ['SMS'] })),
);

function poolList(key: string, senders: (service: Service, account: StandInAccount) => readonly object[]): List {
  return ({ path }, account, sid) => {
    const service = account.messagingServices.find((each) => each.sid === sid);
    if (service === undefined) return notFound(path);
    const common = { account_sid: account.credentials.accountSid, service_sid: sid, ...SINCE };
    const url = `https://messaging.twilio.com${path}`;
    return pageOf(
      key,
      senders(service, account).map((sender) => ({ ...common, ...sender, url })),
      path,
    );
  };
}

function serviceResource({ sid, registered }: Service, { credentials }: StandInAccount): object {
  const url = `https://messaging.twilio.com/v1/Services/${sid}`;
  return {
    sid,
    account_sid: credentials.accountSid,
    friendly_name: 'Stand-in service',
    ...SINCE,
    sticky_sender: true,
    smart_encoding: true,
    validity_period: 36_000,
    usecase: '2fa',
    us_app_to_person_registered: registered,
    links: { phone_numbers: `${url}/PhoneNumbers` },
    url,
  };
}
