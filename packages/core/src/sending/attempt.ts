import { DeadlinePassed, withDeadline } from '../deadline.js';
import type { SendOutcome } from '../ports/code-sender.js';
import { SEND_FAILURES } from '../ports/send-failure.js';

/** Less than this is no turn for a sender: it would only end in not knowing. */
export const LEAST_TURN_MS = 500;

/** What a sender may say. Anything else says nothing: the message may have gone out. */
const STATUSES: readonly SendOutcome['status'][] = ['accepted', 'refused', 'unknown'];

/**
 * Hands a message to a sender, once, and waits at most this long. Whatever it throws, or says that no sender may say, means
 * that the message may have gone out; a reason that is none of ours may be a provider's text, and goes no further (R32).
 */
export async function attempt<Message>(
  sender: { send(message: Message): Promise<SendOutcome> },
  message: Message,
  milliseconds: number,
): Promise<SendOutcome> {
  try {
    return checked(await withDeadline(sender.send(message), milliseconds));
  } catch (error) {
    return { status: 'unknown', reason: error instanceof DeadlinePassed ? 'busy' : 'unavailable' };
  }
}

function checked(outcome: SendOutcome): SendOutcome {
  if (!STATUSES.includes(outcome.status)) return { status: 'unknown', reason: 'unavailable' };
  if (outcome.status === 'accepted') return outcome;
  return { ...outcome, reason: SEND_FAILURES.includes(outcome.reason) ? outcome.reason : 'unavailable' };
}
