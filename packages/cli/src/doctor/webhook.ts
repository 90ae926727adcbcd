import type { Check } from './check.js';
import { problem, skipped } from './finding.js';
import { isPublicHost } from './public-host.js';
import { publicOrigin } from './public-origin.js';
import { roundTrip } from './round-trip.js';

/** Whether Twilio can report on messages: the address is reached, refuses what is not signed and takes what is (R32). */
export const webhookCheck: Check = {
  name: 'webhook',
  run({ publicUrl, path, twilio }) {
    const origin = publicOrigin(publicUrl);
    const [authToken] = twilio.authTokens;
    if (origin === undefined) return skipped('There is no usable PUBLIC_URL for Twilio to report to.');
    if (origin.protocol !== 'https:') return problem('PUBLIC_URL is not https.', HTTPS);
    if (!isPublicHost(origin.hostname))
      return problem('Twilio cannot reach PUBLIC_URL: it is of a private network.', HTTPS);
    if (authToken === undefined) return skipped('TWILIO_AUTH_TOKEN is not set: Twilio is not asked to report.');
    return roundTrip(`${origin.origin}/${path}/twilio/status`, authToken);
  },
};

const HTTPS = 'Set it to the https address that browsers, and Twilio, use.';
