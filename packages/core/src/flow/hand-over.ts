import type { CodeMessage, CodeSender, SendOutcome } from '../ports/code-sender.js';
import { attempt } from '../sending/attempt.js';
import type { Engine } from './engine.js';
import type { Issued } from './issued-code.js';
import { eventOf } from './refusals.js';
import { tellFailures } from './tell-failures.js';

/** What a sender that has failed too often is not even asked. */
export const LEFT_ALONE: SendOutcome = {
  status: 'refused',
  reason: 'unavailable',
  retryable: true,
  switchChannel: true,
};

/** Hands a message to the sender, once, unless it is left alone; and tells the operator of what failed (R85). */
export async function handOver<User>(
  engine: Engine<User>,
  sender: Pick<CodeSender, 'send'>,
  message: CodeMessage,
  milliseconds: number,
): Promise<SendOutcome> {
  const { breaker } = engine;
  if (!breaker.allows()) return LEFT_ALONE;
  const outcome = await attempt(sender, message, milliseconds);
  tellFailures(engine, message, outcome);
  if (outcome.status !== 'refused') engine.conversions.sent(message.to, message.purpose);
  if (breaker.note(outcome) === 'opened') engine.tell({ type: 'countersign.sender.left_alone' });
  return outcome;
}

/** Tells that a message was not taken, or that nobody knows. */
export function tellNotSent<User>(
  engine: Engine<User>,
  { token, signIn }: Issued,
  { status, reason }: Exclude<SendOutcome, { status: 'accepted' }>,
): void {
  engine.tell({
    ...{ type: 'countersign.code.not_sent', ...eventOf(signIn, token), reason, maybeSent: status === 'unknown' },
  });
}
