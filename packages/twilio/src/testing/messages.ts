import { isRefusal, notFound, refusal, type TwilioAnswer } from './answer.js';
import { messageRefusal } from './message-checks.js';
import { messageResource } from './message-resource.js';
import type { TwilioMessage, TwilioRequest } from './records.js';
import { newSid } from './sid.js';
import type { StandInAccount } from './stand-in-account.js';

/** `POST …/Messages.json`: takes a text. */
export function createMessage(request: TwilioRequest, account: StandInAccount): TwilioAnswer {
  const refused = messageRefusal(request, account);
  if (refused !== null) return refused;
  const message = messageOf(request);
  account.messages.push(message);
  return { status: 201, body: messageResource(message, account) };
}

/** `GET …/Messages/{sid}.json`: what Twilio's log says of a text. */
export function fetchMessage({ path }: TwilioRequest, account: StandInAccount, sid: string): TwilioAnswer {
  const message = account.messages.find((each) => each.sid === sid);
  return message === undefined ? notFound(path) : { status: 200, body: messageResource(message, account) };
}

/** `POST …/Messages/{sid}.json`: takes the text out of the log. An empty body is all that Twilio lets it be changed to. */
export function updateMessage(request: TwilioRequest, account: StandInAccount, sid: string): TwilioAnswer {
  const found = fetchMessage(request, account, sid);
  const message = account.messages.find((each) => each.sid === sid);
  if (isRefusal(found) || message === undefined) return found;
  if (request.fields.Body !== '') return refusal(20001, "Body can only be updated to be ''");
  message.redacted = true;
  return fetchMessage(request, account, sid);
}

function messageOf({ fields, lists }: TwilioRequest): TwilioMessage {
  const validity = fields.ValidityPeriod;
  return {
    sid: newSid('SM'),
    to: fields.To ?? '',
    body: fields.Body ?? '',
    from: fields.From,
    messagingServiceSid: fields.MessagingServiceSid,
    contentSid: fields.ContentSid,
    contentVariables: JSON.parse(fields.ContentVariables ?? '{}') as TwilioMessage['contentVariables'],
    validityPeriod: validity === undefined ? undefined : Number(validity),
    fields,
    lists,
    at: Date.now(),
    status: fields.MessagingServiceSid === undefined ? 'queued' : 'accepted',
    errorCode: null,
    redacted: fields.ContentRetention === 'discard',
  };
}
