import type { Code } from '../code.js';
import type { PhoneNumber } from '../phone-number.js';
import type { Channel, Purpose } from '../purpose.js';
import type { ReceiptReader } from './receipt-reader.js';

/** One message to deliver. Printing it shows neither number nor code. */
export interface CodeMessage {
  readonly channel: Channel;
  readonly to: PhoneNumber;
  /** The finished text, code included. Call it at the border only. */
  readonly text: () => string;
  readonly code: Code;
  readonly purpose: Purpose;
  readonly reference: string;
  /** The code's remaining life: a message that waits longer is of no use (R31). */
  readonly expiresInSeconds: number;
  /** What a receipt has to give back, so that it is known of which code it tells: letters, digits, `.`, `-` and `_`. */
  readonly receiptFor: string;
}

/** Why a message was not sent, in words of our own: the provider's text goes no further than the sender (R32). */
export type SendFailure =
  | 'number_unreachable'
  | 'number_invalid'
  | 'opted_out'
  | 'country_blocked'
  | 'misconfigured'
  | 'busy'
  | 'unavailable';

/** What came of a send. */
export type SendOutcome =
  /** The provider took it. `id` is the provider's name for it. */
  | { readonly status: 'accepted'; readonly id: string }
  /** Surely not sent. */
  | {
      readonly status: 'refused';
      readonly reason: SendFailure;
      /** The same message may be tried again later. */
      readonly retryable: boolean;
      /** Another enrolled method should be offered. */
      readonly switchChannel: boolean;
    }
  /** No answer in time, or an answer that does not say: it may have been sent. */
  | { readonly status: 'unknown'; readonly reason: SendFailure };

/** Delivers one message. Never throws what a provider threw; a sender that throws counts as `unknown`. */
export interface CodeSender {
  /** True for a sender of development: the start is refused with `NODE_ENV=production` (R74). */
  readonly developmentOnly?: boolean;
  /** Of a sender whose provider reports what became of a message. */
  readonly receipts?: ReceiptReader;

  send(message: CodeMessage): Promise<SendOutcome>;
}
