import type { Check } from '../check.js';
import { driftOf, judgeDrift } from '../drift.js';
import { warning } from '../finding.js';
import { asApiKey } from './twilio-access.js';
import { faultVerdict } from './twilio-fault.js';

/** A `Date` header has whole seconds: on average the answer was made half a second later. */
const HALF_A_SECOND = 500;

/** How far this machine's clock is from Twilio's. Any answer tells the time, one that refuses too. */
export const twilioClockCheck: Check = {
  name: 'twilio-clock',
  async run({ twilio, clock }) {
    const uri = `https://api.twilio.com/2010-04-01/Accounts/${twilio.accountSid}/IncomingPhoneNumbers.json?PageSize=1`;
    try {
      const drift = await driftOf(clock, HALF_A_SECOND, async () => {
        const { headers } = await asApiKey(twilio).request({ method: 'get', uri });
        return Date.parse(String(headers?.date)) + HALF_A_SECOND;
      });
      return Number.isNaN(drift.milliseconds) ? NO_DATE : judgeDrift(drift, 'Twilio');
    } catch (error) {
      return faultVerdict(error);
    }
  },
};

const NO_DATE = warning('Twilio’s answer has no date.', 'Look at what stands between: a proxy, TWILIO_API_URL.');
