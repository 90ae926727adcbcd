import { refusal, type TwilioAnswer } from './answer.js';

type Meaning = readonly [code: number, message: string];

const TO_OF_MESSAGE: Readonly<Record<string, Meaning>> = {
  '+15005550001': [21211, "Invalid 'To' Phone Number"],
  '+15005550002': [21612, "The 'To' phone number is not currently reachable"],
  '+15005550003': [21408, 'Permission to send an SMS has not been enabled for the region'],
  '+15005550004': [21610, 'Attempt to send to unsubscribed recipient'],
  '+15005550009': [21614, "'To' number is not a valid mobile number"],
};

const FROM_OF_MESSAGE: Readonly<Record<string, Meaning>> = {
  '+15005550001': [21212, "Invalid 'From' Phone Number"],
  '+15005550007': [21606, "The 'From' phone number is not a valid, SMS-capable number of your account"],
  '+15005550008': [21611, "This 'From' number has exceeded the maximum number of queued messages"],
};

const TO_OF_CALL: Readonly<Record<string, Meaning>> = {
  '+15005550001': [21217, 'Phone number does not appear to be valid'],
  '+15005550002': [21214, "'To' phone number cannot be reached"],
  '+15005550003': [21215, 'Account not authorized to call the number'],
  '+15005550004': [21216, 'Account not allowed to call the number'],
};

const FROM_OF_CALL: Readonly<Record<string, Meaning>> = {
  '+15005550001': [21212, "Invalid 'From' Phone Number"],
};

const TABLES = {
  message: { to: TO_OF_MESSAGE, from: FROM_OF_MESSAGE },
  call: { to: TO_OF_CALL, from: FROM_OF_CALL },
} as const;

/**
 * The refusal that a number stands for, or null: Twilio's own for its test credentials
 * (https://www.twilio.com/docs/iam/test-credentials). A sender is judged first.
 */
export function magicRefusal(kind: keyof typeof TABLES, to: string, from: string | undefined): TwilioAnswer | null {
  const meaning = (from === undefined ? undefined : TABLES[kind].from[from]) ?? TABLES[kind].to[to];
  return meaning === undefined ? null : refusal(...meaning);
}
