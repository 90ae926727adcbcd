/**
 * The stand-in for Twilio as a program: `PORT=4010 node dist/twilio-server.main.js`. It prints its URL once it is ready;
 * `GET /__outbox` answers what was sent through it.
 */
import { startTwilio } from './twilio-server.js';

const twilio = await startTwilio(Number(process.env.PORT ?? 0));
console.log(`Twilio stand-in: ${twilio.url}`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void twilio.close());
