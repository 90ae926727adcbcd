import type { Code } from '../code.js';
import { DeadlinePassed, withDeadline } from '../deadline.js';
import { messageText } from '../message.js';
import type { PhoneNumber } from '../phone-number.js';
import type { CodeMessage, SendOutcome } from '../ports/code-sender.js';
import type { PendingSignIn } from '../ports/pending-store.js';
import type { Delivery } from '../purpose.js';
import type { SignInToken } from '../sign-in-token.js';
import type { Engine } from './engine.js';
import { writeReceiptFor } from './receipt-for.js';

/** A code that the store has charged and taken: ready to go out. */
export interface Issued {
  readonly token: SignInToken;
  readonly signIn: PendingSignIn;
  readonly code: Code;
  readonly phone: PhoneNumber;
}

/** What a sender may say. Anything else says nothing: the message may have gone out. */
const OUTCOMES: readonly SendOutcome['status'][] = ['accepted', 'refused', 'unknown'];

/**
 * Hands a charged code to the sender, once, and notes a failure under the sign-in, so that the page can say so. The charge
 * stays whatever the sender answers (R28).
 */
export async function deliver<User>(engine: Engine<User>, issued: Issued): Promise<PendingSignIn> {
  const { signIn, token } = issued;
  const live = signIn.code;
  if (!live) return signIn;
  const outcome = await send(engine, toMessage(engine, issued, live.reference, live.expiresInSeconds));
  tell(engine, issued, live.reference, outcome);
  if (outcome.status === 'accepted') return signIn;
  const delivery: Delivery = outcome.status === 'refused' ? 'undelivered' : 'unknown';
  await engine.options.pending.noteDelivery(token.key, live.reference, delivery);
  return { ...signIn, code: { ...live, delivery } };
}

function toMessage<User>(
  { options }: Engine<User>,
  { token, signIn: { purpose }, code, phone }: Issued,
  reference: string,
  expiresInSeconds: number,
): CodeMessage {
  const { issuer, host } = options;
  const text = () => messageText({ issuer, purpose, code, reference, host });
  const receiptFor = writeReceiptFor(token.key, reference);
  return { channel: 'sms', to: phone, text, code, purpose, reference, expiresInSeconds, receiptFor };
}

async function send<User>({ options }: Engine<User>, message: CodeMessage): Promise<SendOutcome> {
  try {
    const outcome = await withDeadline(options.sender.send(message), options.senderTimeoutSeconds * 1_000);
    return OUTCOMES.includes(outcome.status) ? outcome : { status: 'unknown', reason: 'unavailable' };
  } catch (error) {
    return { status: 'unknown', reason: error instanceof DeadlinePassed ? 'busy' : 'unavailable' };
  }
}

function tell<User>(engine: Engine<User>, { token, signIn }: Issued, reference: string, outcome: SendOutcome): void {
  const of = {
    subject: signIn.subject,
    purpose: signIn.purpose,
    method: 'sms',
    signIn: token.correlationId,
  } as const;
  if (outcome.status === 'accepted') engine.tell({ type: 'countersign.code.sent', ...of, reference });
  else {
    const maybeSent = outcome.status === 'unknown';
    engine.tell({ type: 'countersign.code.not_sent', ...of, reason: outcome.reason, maybeSent });
  }
}
