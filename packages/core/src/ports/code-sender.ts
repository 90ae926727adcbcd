import type { Code } from '../code.js';
import type { PhoneNumber } from '../phone-number.js';
import type { Channel, Purpose } from '../purpose.js';
import type { ForOperator } from './for-operator.js';
import type { ReceiptReader } from './receipt-reader.js';
import type { SendFailure } from './send-failure.js';

/** One message to deliver. Printing it shows neither number nor code. */
export interface CodeMessage {
  readonly channel: Channel;
  readonly to: PhoneNumber;
  /** The finished text of an SMS, code included. Call it at the border only. */
  readonly text: () => string;
  readonly code: Code;
  /** The service's name, for channels that make a text of their own. */
  readonly issuer: string;
  readonly purpose: Purpose;
  readonly reference: string;
  /** The code's remaining life: a message that waits longer is of no use (R31). */
  readonly expiresInSeconds: number;
  /** What a receipt has to give back, so that it is known of which code it tells: letters, digits, `.`, `-` and `_`. */
  readonly receiptFor: string;
}

/** A short text that holds no code and no link: it tells the number of a phone that it is none of the account's (R39). */
export interface TextNotice {
  readonly to: PhoneNumber;
  /** One segment of basic characters. */
  readonly text: () => string;
}

/** One sender of several that has failed with a message. */
export interface SenderFailure extends ForOperator {
  /** Which one, from 0. */
  readonly sender: number;
  readonly reason: SendFailure;
  readonly maybeSent: boolean;
}

/** What a sender made of senders says beside its outcome. */
interface OfSeveral {
  /** Those that have failed, in the order in which they were asked. */
  readonly failed?: readonly SenderFailure[];
}

/** What a sender made of senders says of a message that one of them has taken. */
interface TakenByOne extends OfSeveral {
  /** Whether that one's provider reports what becomes of it. */
  readonly reports?: boolean;
  /**
   * Hands the message to those that have not had it, over the same channel; absent where there are none, and where no report
   * could ever tell that it is needed.
   */
  readonly takeOver?: CodeSender['send'];
}

/** What came of a send. */
export type SendOutcome =
  /** The provider took it. `id` is the provider's name for it. */
  | ({ readonly status: 'accepted'; readonly id: string } & TakenByOne)
  /** Surely not sent. */
  | ({
      readonly status: 'refused';
      readonly reason: SendFailure;
      /** The same message may be tried again later. */
      readonly retryable: boolean;
      /** Another enrolled method should be offered. */
      readonly switchChannel: boolean;
    } & ForOperator &
      OfSeveral)
  /** No answer in time, or an answer that does not say: it may have been sent. */
  | ({ readonly status: 'unknown'; readonly reason: SendFailure } & ForOperator & OfSeveral);

/** Delivers one message. Never throws what a provider threw; a sender that throws counts as `unknown`. */
export interface CodeSender {
  /** True for a sender of development: the start is refused with `NODE_ENV=production` (R74). */
  readonly developmentOnly?: boolean;
  /** Of a sender whose providers report what became of messages: one for each. */
  readonly receipts?: readonly ReceiptReader[];

  /** Of a sender made of senders: whether one of them reports, and another one can take its place when nothing is heard. */
  readonly takesOver?: boolean;

  /** The channels that it serves; `sms` must be among them. @defaultValue ['sms'] */
  readonly channels?: readonly Channel[];

  send(message: CodeMessage): Promise<SendOutcome>;

  /**
   * Sends a text that is no code, where it can. One goes to a number each time that it stops being a factor, which it became by
   * a code that was charged: so it needs no quota of its own.
   */
  notify?(notice: TextNotice): Promise<SendOutcome>;
}
