import type { Check } from '../check.js';
import { ok, problem, type Verdict, warning } from '../finding.js';
import { asApiKey } from './twilio-access.js';
import { faultOf, faultVerdict } from './twilio-fault.js';
import type { TwilioSettings } from './twilio-settings.js';

/** Whether the API key is let in. It asks for a number: a standard key may not read the account itself. */
export const credentialsCheck: Check = {
  name: 'twilio-credentials',
  async run({ twilio }) {
    try {
      await asApiKey(twilio).incomingPhoneNumbers.list({ limit: 1, pageSize: 1 });
    } catch (error) {
      return faultOf(error).status === 401 ? REFUSED : faultVerdict(error);
    }
    return isAuthToken(twilio) ? AUTH_TOKEN : ok('Twilio lets the API key in.');
  },
};

/** The account's own SID and token in place of a key. */
const isAuthToken = ({ apiKey }: TwilioSettings): boolean => apiKey?.startsWith('AC') === true;

const REFUSED: Verdict = problem(
  'Twilio does not let TWILIO_API_KEY in with TWILIO_API_SECRET.',
  'Make a standard API key of this account, in the console; its secret is shown only once.',
);

const AUTH_TOKEN: Verdict = warning(
  'What is used as the API key is the account’s own auth token, which may do everything (R32).',
  'Make a standard API key of this account, in the console, and change the auth token where it has been kept.',
);
