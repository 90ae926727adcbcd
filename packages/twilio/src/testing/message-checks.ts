import { channelOf, isNumber, numberOf } from './address.js';
import { refusal, type TwilioAnswer } from './answer.js';
import { magicRefusal } from './magic-numbers.js';
import type { TwilioRequest } from './records.js';
import type { StandInAccount } from './stand-in-account.js';
import { isUrl } from './url.js';

type Fields = TwilioRequest['fields'];

/** What Twilio refuses of a request for a message, or null: codes and statuses as Twilio's error pages give them. */
export function messageRefusal({ fields }: TwilioRequest, account: StandInAccount): TwilioAnswer | null {
  return (
    addressRefusal(fields) ??
    contentRefusal(fields) ??
    settingsRefusal(fields, account) ??
    magicRefusal('message', numberOf(fields.To ?? ''), fields.From)
  );
}

function addressRefusal({ To, From, MessagingServiceSid }: Fields): TwilioAnswer | null {
  if (!To) return refusal(21604, "A 'To' phone number is required.");
  if (!isNumber(numberOf(To))) return refusal(21211, "Invalid 'To' Phone Number");
  if (!From && !MessagingServiceSid) return refusal(21603, "'From' is required.");
  if (!From || channelOf(From) === channelOf(To)) return null;
  return refusal(21910, "Invalid 'From' and 'To' pair. 'From' and 'To' should be of the same channel");
}

function contentRefusal({ Body, ContentSid, ContentVariables }: Fields): TwilioAnswer | null {
  if (!Body && !ContentSid) return refusal(21602, 'Message body is required.');
  if ((Body ?? '').length > 1600)
    return refusal(21617, 'The concatenated message body exceeds the 1600 character limit');
  if (ContentSid && !/^HX[0-9a-f]{32}$/i.test(ContentSid)) return refusal(21655, 'The ContentSid Parameter is Invalid');
  if (ContentVariables && !isObject(ContentVariables))
    return refusal(21656, 'The ContentVariables Parameter is invalid');
  return null;
}

function settingsRefusal(fields: Fields, { messageRedaction }: StandInAccount): TwilioAnswer | null {
  const validity = Number(fields.ValidityPeriod ?? 36_000);
  const whole = Number.isInteger(validity) && validity >= 1 && validity <= 36_000;
  if (!whole) return refusal(90007, 'Invalid validity period value');
  if (fields.StatusCallback && !isUrl(fields.StatusCallback)) return refusal(21609, "Invalid 'StatusCallback' URL");
  if (messageRedaction) return null;
  if (fields.ContentRetention === 'discard') return refusal(30029, 'Invalid ContentRetention');
  return fields.AddressRetention === 'obfuscate' ? refusal(30030, 'Invalid AddressRetention') : null;
}

function isObject(json: string): boolean {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
