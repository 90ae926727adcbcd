import { channelOf } from '../channels.js';
import type { Code } from '../code.js';
import { messageText } from '../message.js';
import type { PhoneNumber } from '../phone-number.js';
import type { CodeMessage, SendOutcome } from '../ports/code-sender.js';
import type { PendingSignIn } from '../ports/pending-store.js';
import type { Delivery } from '../purpose.js';
import { attempt, LEAST_TURN_MS } from '../sending/attempt.js';
import type { SignInToken } from '../sign-in-token.js';
import { checkNumber } from './check-number.js';
import type { Engine } from './engine.js';
import { writeReceiptFor } from './receipt-for.js';
import { eventOf } from './refusals.js';
import { tellFailures } from './tell-failures.js';

/** A code that the store has charged and taken: ready to go out. */
export interface Issued {
  readonly token: SignInToken;
  readonly signIn: PendingSignIn;
  readonly code: Code;
  readonly phone: PhoneNumber;
}

/** What a sender that has failed too often is not even asked. */
const LEFT_ALONE: SendOutcome = { status: 'refused', reason: 'unavailable', retryable: true, switchChannel: true };

/**
 * Hands a charged code to the sender, once, and notes a failure under the sign-in, so that the page can say so. The charge
 * stays whatever the sender answers (R28).
 */
export async function deliver<User>(engine: Engine<User>, issued: Issued): Promise<PendingSignIn> {
  const { signIn, token } = issued;
  const live = signIn.code;
  if (!live) return signIn;
  const message = toMessage(engine, issued, live.reference, live.expiresInSeconds);
  const outcome = await checkAndSend(engine, issued, message);
  tell(engine, issued, live.reference, outcome);
  if (outcome.status === 'accepted') return signIn;
  const delivery: Delivery = outcome.status === 'refused' ? 'undelivered' : 'unknown';
  const failure = outcome.reason;
  await engine.options.pending.noteDelivery(token.key, live.reference, delivery, failure);
  return { ...signIn, code: { ...live, delivery, failure } };
}

function toMessage<User>(
  { options }: Engine<User>,
  { token, signIn, code, phone }: Issued,
  reference: string,
  expiresInSeconds: number,
): CodeMessage {
  const { issuer, host } = options;
  const { purpose } = signIn;
  const channel = channelOf(signIn);
  const text = () => messageText({ issuer, purpose, code, reference, host });
  const receiptFor = writeReceiptFor(token.key, reference);
  return { channel, to: phone, text, code, issuer, purpose, reference, expiresInSeconds, receiptFor };
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
  const end = performance.now() + engine.options.senderTimeoutSeconds * 1_000;
  const left = () => end - performance.now();
  const { to: phone, channel, purpose } = message;
  const number = { phone, channel, purpose, subject };
  const refused = await checkNumber(engine, number, token.correlationId, left() - LEAST_TURN_MS);
  return refused ?? send(engine, message, left());
}

async function send<User>(engine: Engine<User>, message: CodeMessage, milliseconds: number): Promise<SendOutcome> {
  const { options, breaker } = engine;
  if (!breaker.allows()) return LEFT_ALONE;
  const outcome = await attempt(options.sender, message, milliseconds);
  tellFailures(engine, message, outcome);
  if (breaker.note(outcome) === 'opened') engine.tell({ type: 'countersign.sender.left_alone' });
  return outcome;
}

function tell<User>(engine: Engine<User>, { token, signIn }: Issued, reference: string, outcome: SendOutcome): void {
  const of = eventOf(signIn, token);
  if (outcome.status === 'accepted') engine.tell({ type: 'countersign.code.sent', ...of, reference });
  else {
    const maybeSent = outcome.status === 'unknown';
    engine.tell({ type: 'countersign.code.not_sent', ...of, reason: outcome.reason, maybeSent });
  }
}
