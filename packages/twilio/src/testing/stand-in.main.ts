/**
 * The stand-in for Twilio as a program: `PORT=4010 node dist/testing/stand-in.main.js`. It prints its URL once it is ready;
 * `GET /__outbox` answers what was sent through it.
 */
import { startTwilioStandIn } from './stand-in.js';

const twilio = await startTwilioStandIn(Number(process.env.PORT ?? 0));
process.stdout.write(`Twilio stand-in: ${twilio.url}\n`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void twilio.close());
