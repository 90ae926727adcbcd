/**
 * The stand-in for Twilio as a program: `PORT=4010 node dist/testing/stand-in.main.js`. It prints its URL once it is ready, and
 * the key that it lets in; `GET /__outbox` answers what was sent through it.
 */
import { startTwilioStandIn } from './stand-in.js';

const twilio = await startTwilioStandIn({ port: Number(process.env.PORT ?? 0) });
const { accountSid, apiKey, apiSecret } = twilio.credentials;
process.stdout.write(`Twilio stand-in: ${twilio.url}
TWILIO_ACCOUNT_SID=${accountSid}
TWILIO_API_KEY=${apiKey}
TWILIO_API_SECRET=${apiSecret}
TWILIO_AUTH_TOKEN=${twilio.authToken}
`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void twilio.close());
