import { channelsOf } from '../channels.js';
import { OptionError } from '../option-error.js';
import { type Clock, systemClock } from '../ports/clock.js';
import type { CodeMessage, CodeSender, SenderFailure, SendOutcome } from '../ports/code-sender.js';
import type { ReceiptReader } from '../ports/receipt-reader.js';
import type { SendFailure } from '../ports/send-failure.js';
import type { Channel } from '../purpose.js';
import { attempt, LEAST_TURN_MS } from './attempt.js';
import { Breaker } from './breaker.js';

/** How {@link failover} goes about it. */
export interface FailoverOptions {
  /** Patience with all senders together, 1000 to 5000 ms. @defaultValue 5000 */
  readonly timeoutMs?: number;
  /** Replaced in tests. @defaultValue the machine's clock */
  readonly clock?: Clock;
}

/** What another provider may be able to do. The rest is about the number or the person, and the same everywhere. */
const CURABLE: readonly SendFailure[] = [
  ...(['busy', 'unavailable', 'misconfigured'] as const),
  ...(['country_blocked', 'no_route', 'not_delivered'] as const),
];

const NOBODY_LEFT: SendOutcome = { status: 'refused', reason: 'unavailable', retryable: true, switchChannel: true };

/**
 * A sender made of senders, tried in this order: when one surely has not sent a message, and another provider may be able
 * to, the next one gets the same message, with the same code, over the same channel. Where a message may have been sent it
 * stops. One that keeps failing is left alone for half a minute (R85).
 *
 * @example
 * failover([twilioSender({ … }), twilioSender({ … })])
 *
 * @throws OptionError for a list of none, or a time out of bounds.
 */
export function failover(senders: readonly CodeSender[], options: FailoverOptions = {}): CodeSender {
  const { timeoutMs = 5_000, clock = systemClock } = options;
  if (senders.length === 0 || senders.some((sender) => typeof sender?.send !== 'function')) {
    throw new OptionError('sender', 'failover takes a list of one or more senders');
  }
  if (!Number.isInteger(timeoutMs) || timeoutMs < 1_000 || timeoutMs > 5_000) {
    throw new OptionError('sender', 'failover takes a timeoutMs that is a whole number from 1000 to 5000');
  }
  return new Failover(senders, timeoutMs, clock);
}

class Failover implements CodeSender {
  readonly developmentOnly: boolean;
  readonly channels: readonly Channel[];
  readonly receipts: readonly ReceiptReader[];
  readonly #breakers: readonly Breaker[];
  readonly #senders: readonly CodeSender[];
  readonly #timeoutMs: number;

  constructor(senders: readonly CodeSender[], timeoutMs: number, clock: Clock) {
    this.#senders = senders;
    this.#timeoutMs = timeoutMs;
    this.#breakers = senders.map(() => new Breaker(clock));
    this.developmentOnly = senders.some((sender) => sender.developmentOnly === true);
    this.receipts = senders.flatMap(({ receipts = [] }) => receipts);
    this.channels = channelsOf({ channels: senders.flatMap(channelsOf) });
  }

  async send(message: CodeMessage): Promise<SendOutcome> {
    const end = performance.now() + this.#timeoutMs;
    const failed: SenderFailure[] = [];
    let outcome = NOBODY_LEFT;
    for (const [index, sender] of this.#senders.entries()) {
      const left = end - performance.now();
      if (left < LEAST_TURN_MS) break;
      const breaker = this.#breakers[index];
      if (!channelsOf(sender).includes(message.channel) || !breaker?.allows()) continue;
      outcome = await attempt(sender, aged(message, this.#timeoutMs - left), left);
      failed.push(...failuresOf(outcome, index, breaker.note(outcome) === 'opened'));
      if (outcome.status !== 'refused' || !CURABLE.includes(outcome.reason)) break;
    }
    return { ...outcome, failed };
  }
}

/** The same message, later: what is left of its code's life has become less (R31). */
function aged(message: CodeMessage, milliseconds: number): CodeMessage {
  return { ...message, expiresInSeconds: message.expiresInSeconds - milliseconds / 1_000 };
}

/** What the operator should hear of one sender's turn. That it will be left alone is worth a look. */
function failuresOf(outcome: SendOutcome, sender: number, opened: boolean): readonly SenderFailure[] {
  if (outcome.failed) return outcome.failed.map((failure) => ({ ...failure, sender }));
  if (outcome.status === 'accepted') return [];
  const { status, reason, providerCode, alert = false } = outcome;
  const code = providerCode === undefined ? {} : { providerCode };
  return [{ sender, reason, maybeSent: status === 'unknown', alert: alert || opened, ...code }];
}
