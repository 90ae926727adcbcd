import type { TwilioAnswer } from './answer.js';
import { pageOf, queryOf } from './paged.js';
import type { TwilioRequest } from './records.js';
import { sidOf } from './sid.js';
import type { StandInAccount } from './stand-in-account.js';

/** `GET /v1/Tollfree/Verifications`: those of the account's numbers, or of the one that `TollfreePhoneNumberSid` asks for. */
export function listVerifications({ path }: TwilioRequest, { credentials, numbers }: StandInAccount): TwilioAnswer {
  const asked = queryOf(path, 'TollfreePhoneNumberSid');
  const own = numbers.filter(({ number }) => asked === null || sidOf('PN', number) === asked);
  const resources = own.flatMap(({ number, verification }) =>
    verification === undefined
      ? []
      : [
          {
            sid: sidOf('HH', number),
            account_sid: credentials.accountSid,
            tollfree_phone_number_sid: sidOf('PN', number),
            tollfree_phone_number: number,
            status: verification,
            date_created: new Date(0).toISOString(),
            date_updated: new Date(0).toISOString(),
          },
        ],
  );
  return pageOf('verifications', resources, path);
}
