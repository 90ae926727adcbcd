import { isNumber } from './address.js';
import { refusal, type TwilioAnswer } from './answer.js';
import { callResource } from './call-resource.js';
import { magicRefusal } from './magic-numbers.js';
import type { TwilioCall, TwilioRequest } from './records.js';
import { newSid } from './sid.js';
import type { StandInAccount } from './stand-in-account.js';
import { isUrl } from './url.js';

/** `POST …/Calls.json`: takes a call. */
export function createCall(request: TwilioRequest, account: StandInAccount): TwilioAnswer {
  const refused = callRefusal(request.fields);
  if (refused !== null) return refused;
  const call = callOf(request);
  account.calls.push(call);
  return { status: 201, body: callResource(call, account) };
}

function callRefusal(fields: TwilioRequest['fields']): TwilioAnswer | null {
  const { To, From, Url, Twiml, ApplicationSid, StatusCallback } = fields;
  if (!To) return refusal(21201, "No 'To' number is specified");
  if (!From) return refusal(21213, "'From' phone number is required");
  if (!isNumber(To)) return refusal(21211, "Invalid 'To' Phone Number");
  if (!isNumber(From)) return refusal(21212, "Invalid 'From' Phone Number");
  if (!Url && !Twiml && !ApplicationSid) return refusal(21205, 'Url parameter is required.');
  if (Url && !isUrl(Url)) return refusal(21205, 'Url is not a valid URL');
  if (StatusCallback && !isUrl(StatusCallback)) return refusal(21609, "Invalid 'StatusCallback' URL");
  return magicRefusal('call', To, From);
}

function callOf({ fields, lists }: TwilioRequest): TwilioCall {
  return {
    sid: newSid('CA'),
    to: fields.To ?? '',
    from: fields.From ?? '',
    twiml: fields.Twiml,
    url: fields.Url,
    fields,
    lists,
    at: Date.now(),
    status: 'queued',
    errorCode: null,
  };
}
