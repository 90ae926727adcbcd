import { channelOf } from '../channels.js';
import type { Code } from '../code.js';
import { messageText } from '../message.js';
import type { PhoneNumber } from '../phone-number.js';
import type { CodeMessage, SendOutcome } from '../ports/code-sender.js';
import type { PendingSignIn } from '../ports/pending-store.js';
import type { Delivery } from '../purpose.js';
import { attempt } from '../sending/attempt.js';
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
  const outcome = (await refusedNumber(engine, issued, message)) ?? (await send(engine, message));
  tell(engine, issued, live.reference, outcome);
  if (outcome.status !== 'refused') engine.conversions.sent(issued.phone, signIn.purpose);
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

function refusedNumber<User>(
  engine: Engine<User>,
  { signIn: { subject }, token }: Issued,
  { to: phone, channel, purpose }: CodeMessage,
): Promise<SendOutcome | undefined> {
  return checkNumber(engine, { phone, channel, purpose, subject }, token.correlationId);
}

async function send<User>(engine: Engine<User>, message: CodeMessage): Promise<SendOutcome> {
  const { options, breaker } = engine;
  if (!breaker.allows()) return LEFT_ALONE;
  const outcome = await attempt(options.sender, message, options.senderTimeoutSeconds * 1_000);
  tellFailures(engine, message.channel, outcome);
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
