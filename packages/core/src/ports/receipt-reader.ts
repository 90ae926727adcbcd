import type { Delivery } from '../purpose.js';
import type { ForOperator } from './for-operator.js';
import type { SendFailure } from './send-failure.js';

/** A request that says it is a receipt, as it came in. */
export interface ReceiptRequest {
  /** With the question mark, as `?for=…`; empty without one. */
  readonly query: string;
  /** Names in small letters, as Node gives them. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The bytes of the body: a signature is over these. */
  readonly body: Buffer;
}

/** What a provider tells of a message. */
export interface Receipt extends ForOperator {
  /** The `receiptFor` of the message, as it came back. */
  readonly receiptFor: string;
  readonly delivery: Delivery;
  /** Why it did not arrive. */
  readonly reason?: SendFailure;
}

/** Reads the receipts of one provider. They come to `POST /2fa/<provider>/status`. */
export interface ReceiptReader {
  /** A part of the path: small letters, as `twilio`. */
  readonly provider: string;

  /** Never throws. @returns `undefined` for what is not surely the provider's own (R32). */
  read(request: ReceiptRequest): Receipt | undefined;
}
