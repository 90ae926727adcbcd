import { refusal, type TwilioAnswer } from './answer.js';
import type { TwilioRequest } from './records.js';
import type { StandInAccount } from './stand-in-account.js';

/** Twilio's refusal of who asks, or null: an API key with its secret is let in, and the account with its auth token. */
export function credentialsRefusal(request: TwilioRequest, account: StandInAccount): TwilioAnswer | null {
  return mayUse(request, account) ? null : refusal(20003, 'Authenticate', 401);
}

function mayUse({ credentials, path }: TwilioRequest, { credentials: own, authToken }: StandInAccount): boolean {
  if (credentials === null) return false;
  const { username, password } = credentials;
  const known =
    (username === own.apiKey && password === own.apiSecret) || (username === own.accountSid && password === authToken);
  const asked = /\/Accounts\/([^/.?]+)/.exec(path)?.[1] ?? own.accountSid;
  return known && asked === own.accountSid;
}
