import type { CodeMessage, SendOutcome } from '../ports/code-sender.js';
import type { PendingSignIn } from '../ports/pending-sign-in.js';
import type { Delivery } from '../purpose.js';
import { LEAST_TURN_MS } from '../sending/attempt.js';
import { checkNumber } from './check-number.js';
import type { Engine } from './engine.js';
import { handOver, LEFT_ALONE, tellNotSent } from './hand-over.js';
import { type Issued, messageOf } from './issued-code.js';
import { eventOf } from './refusals.js';
import { awaitReceipt } from './resend.js';

/**
 * Hands a charged code to the sender, once, and notes a failure under the sign-in, so that the page can say so. The charge
 * stays whatever the sender answers (R28).
 */
export async function deliver<User>(engine: Engine<User>, issued: Issued): Promise<PendingSignIn> {
  const { signIn, token } = issued;
  const live = signIn.code;
  if (!live) return signIn;
  const { reference } = live;
  const outcome = await checkAndSend(engine, issued, messageOf(engine, issued, live));
  if (outcome.status === 'accepted') {
    engine.tell({ type: 'countersign.code.sent', ...eventOf(signIn, token), reference });
    awaitReceipt(engine, issued, outcome);
    return signIn;
  }
  tellNotSent(engine, issued, outcome);
  const delivery: Delivery = outcome.status === 'refused' ? 'undelivered' : 'unknown';
  const failure = outcome.reason;
  await engine.options.pending.noteDelivery(token.key, reference, delivery, failure);
  return { ...signIn, code: { ...live, delivery, failure } };
}

/**
 * All within one patience (R85): what the check of the number takes, the sender does not get; but some is kept for it. A
 * sender that is left alone gets nothing, so then nobody pays for a check.
 */
async function checkAndSend<User>(
  engine: Engine<User>,
  { signIn: { subject }, token }: Issued,
  message: CodeMessage,
): Promise<SendOutcome> {
  if (engine.breaker.isOpen) return LEFT_ALONE;
  const { sender, senderTimeoutSeconds } = engine.options;
  const end = performance.now() + senderTimeoutSeconds * 1_000;
  const left = () => end - performance.now();
  const { to: phone, channel, purpose } = message;
  const number = { phone, channel, purpose, subject };
  const refused = await checkNumber(engine, number, token.correlationId, left() - LEAST_TURN_MS);
  return refused ?? handOver(engine, sender, message, left());
}
