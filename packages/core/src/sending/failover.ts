import { channelsOf } from '../channels.js';
import { OptionError } from '../option-error.js';
import { type Clock, systemClock } from '../ports/clock.js';
import type { CodeMessage, CodeSender, SenderFailure, SendOutcome, TextNotice } from '../ports/code-sender.js';
import type { ReceiptReader } from '../ports/receipt-reader.js';
import type { Channel } from '../purpose.js';
import { attempt, LEAST_TURN_MS } from './attempt.js';
import { Breaker } from './breaker.js';
import { CURABLE } from './curable.js';
import { type Member, reportsOf, restOf, serves } from './member.js';

/** How {@link failover} goes about it. */
export interface FailoverOptions {
  /** Patience with all senders together, 1000 to 5000 ms. @defaultValue 5000 */
  readonly timeoutMs?: number;
  /** Replaced in tests. @defaultValue the machine's clock */
  readonly clock?: Clock;
}

const NOBODY_LEFT: SendOutcome = { status: 'refused', reason: 'unavailable', retryable: true, switchChannel: true };

/**
 * A sender made of senders, tried in this order: when one surely has not sent a message, and another provider may be able
 * to, the next one gets the same message, with the same code, over the same channel. Where a message may have been sent it
 * stops. One that keeps failing is left alone for half a minute (R85). Of a message that was taken by one whose provider
 * reports, it tells how the others can take over (`resendWithoutReceiptSeconds`).
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
  readonly takesOver: boolean;
  readonly notify?: (notice: TextNotice) => Promise<SendOutcome>;
  readonly #members: readonly Member[];
  readonly #timeoutMs: number;

  constructor(senders: readonly CodeSender[], timeoutMs: number, clock: Clock) {
    this.#members = senders.map((sender, index) => ({ sender, index, breaker: new Breaker(clock) }));
    this.#timeoutMs = timeoutMs;
    this.developmentOnly = senders.some((sender) => sender.developmentOnly === true);
    this.receipts = senders.flatMap(({ receipts = [] }) => receipts);
    this.takesOver = senders.some(
      ({ takesOver, receipts = [] }, index) => takesOver || (receipts.length > 0 && index < senders.length - 1),
    );
    this.channels = channelsOf({ channels: senders.flatMap(channelsOf) });
    if (senders.some(({ notify }) => notify)) this.notify = (notice) => this.#notify(notice);
  }

  send(message: CodeMessage): Promise<SendOutcome> {
    return this.#handOver(message, this.#members);
  }

  /** Nobody waits for it: each of them has the whole time. */
  async #notify(notice: TextNotice): Promise<SendOutcome> {
    let outcome = NOBODY_LEFT;
    for (const { sender } of this.#members) {
      if (!sender.notify) continue;
      outcome = await attempt({ send: (text: TextNotice) => notified(sender, text) }, notice, this.#timeoutMs);
      if (outcome.status !== 'refused') break;
    }
    return outcome;
  }

  async #handOver(message: CodeMessage, members: readonly Member[]): Promise<SendOutcome> {
    const end = performance.now() + this.#timeoutMs;
    const failed: SenderFailure[] = [];
    const untried = new Set(members.filter((member) => serves(member, message.channel)));
    let outcome = NOBODY_LEFT;
    for (const member of untried) {
      const { sender, index, breaker } = member;
      const left = end - performance.now();
      if (left < LEAST_TURN_MS) break;
      if (!breaker.allows()) continue;
      untried.delete(member);
      outcome = await attempt(sender, aged(message, this.#timeoutMs - left), left);
      failed.push(...failuresOf(outcome, index, breaker.note(outcome) === 'opened'));
      if (outcome.status === 'accepted') return { ...this.#taken(outcome, member, untried), failed };
      if (outcome.status !== 'refused' || !CURABLE.includes(outcome.reason)) break;
    }
    return { ...outcome, failed };
  }

  #taken(outcome: Accepted, member: Member, untried: ReadonlySet<Member>): Accepted {
    const left = [...restOf(member, outcome), ...untried];
    const reports = reportsOf(member, outcome);
    if (!reports || left.length === 0) return { ...outcome, reports };
    return { ...outcome, reports, takeOver: (message) => this.#handOver(message, left) };
  }
}

async function notified(sender: CodeSender, notice: TextNotice): Promise<SendOutcome> {
  return (await sender.notify?.(notice)) ?? NOBODY_LEFT;
}

type Accepted = Extract<SendOutcome, { status: 'accepted' }>;

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
