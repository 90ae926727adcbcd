import { type TwilioBehaviour, twilioAnswers } from './behaviour.js';
import type { TwilioRequest } from './records.js';

const MESSAGES = /^\/2010-04-01\/Accounts\/(AC[0-9a-f]{32})\/Messages\.json$/i;

/** What Twilio refuses before it looks at the message, or null: codes and statuses as Twilio's error pages give them. */
export function refusalOf(request: TwilioRequest): TwilioBehaviour | null {
  const account = MESSAGES.exec(request.path)?.[1];
  if (account === undefined) return twilioAnswers.error(20404, 404, 'The requested resource was not found');
  if (request.method !== 'POST') return twilioAnswers.error(20004, 405, 'Method not allowed');
  if (!mayUse(account, request)) return twilioAnswers.error(20003, 401, 'Authenticate');
  return fieldRefusal(request.fields);
}

/** An API key of any account, or the account itself with its auth token. */
function mayUse(account: string, { credentials }: TwilioRequest): boolean {
  if (credentials === null) return false;
  return /^SK[0-9a-f]{32}$/i.test(credentials.username) || credentials.username === account;
}

function fieldRefusal(fields: TwilioRequest['fields']): TwilioBehaviour | null {
  if (!fields.To) return twilioAnswers.error(21604, 400, "A 'To' phone number is required.");
  if (!/^\+[1-9]\d{5,14}$/.test(fields.To)) return twilioAnswers.error(21211, 400, "Invalid 'To' Phone Number");
  if (!fields.From && !fields.MessagingServiceSid) return twilioAnswers.error(21603, 400, "'From' is required.");
  if (!fields.Body) return twilioAnswers.error(21602, 400, 'Message body is required.');
  const validity = Number(fields.ValidityPeriod ?? 36_000);
  const whole = Number.isInteger(validity) && validity >= 1 && validity <= 36_000;
  return whole ? null : twilioAnswers.error(90007, 400, 'Invalid validity period value');
}
