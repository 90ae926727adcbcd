import type { Receipt, ReceiptReader, ReceiptRequest } from '@countersign/core';
import twilio from 'twilio';
import { CODE_MEANINGS } from './error-codes.js';
import { deliveryOf } from './receipt-status.js';
import type { TwilioReceiptOptions } from './twilio-sender-options.js';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads Twilio's status callbacks. A signature is over the public URL, which behind a proxy is none that the request shows:
 * it is the configured one, with the query that came (R32).
 */
export class TwilioReceipts implements ReceiptReader {
  readonly provider = 'twilio';
  readonly #url: string;
  readonly #authTokens: readonly string[];

  constructor({ url, authTokens }: TwilioReceiptOptions) {
    this.#url = url;
    this.#authTokens = authTokens;
  }

  /** Where Twilio is to report on a message. */
  urlFor(receiptFor: string): string {
    return `${this.#url}?for=${receiptFor}`;
  }

  read(request: ReceiptRequest): Receipt | undefined {
    try {
      const fields = this.#signedFields(request);
      return fields && receiptOf(new URLSearchParams(request.query).get('for'), fields);
    } catch {
      // The SDK throws where a signature or a body is none at all.
      return undefined;
    }
  }

  /** Every current token is tried: while one is being changed, Twilio signs with either. */
  #signedFields({ query, headers, body }: ReceiptRequest): Fields | undefined {
    const signature = headers['x-twilio-signature'];
    if (typeof signature !== 'string') return undefined;
    const url = `${this.#url}${query}`;
    const text = body.toString('utf8');
    const type = headers['content-type'];
    const isJson = /^application\/json\b/i.test(typeof type === 'string' ? type : '');
    const fields: Fields = isJson ? JSON.parse(text) : Object.fromEntries(new URLSearchParams(text));
    const isSigned = isJson
      ? (token: string) => twilio.validateRequestWithBody(token, signature, url, text)
      : (token: string) => twilio.validateRequest(token, signature, url, fields);
    return this.#authTokens.some(isSigned) ? fields : undefined;
  }
}

/** What Twilio's code says; of one that is not in the table there is only the number. */
function whyNot(errorCode: unknown): Pick<Receipt, 'reason' | 'alert' | 'providerCode'> {
  const providerCode = Number(errorCode);
  if (!Number.isInteger(providerCode) || providerCode <= 0) return {};
  const { reason, alert } = CODE_MEANINGS.get(providerCode) ?? {};
  return { providerCode, ...(reason && { reason }), ...(alert && { alert }) };
}

function receiptOf(receiptFor: string | null, fields: Fields): Receipt {
  const { MessageStatus, CallStatus, ErrorCode } = fields;
  const delivery = deliveryOf(MessageStatus ?? CallStatus);
  // Signed, and still of nothing that is noted: it tells of no code.
  if (receiptFor === null || delivery === undefined) return { receiptFor: '', delivery: 'accepted' };
  return { receiptFor, delivery, ...whyNot(ErrorCode) };
}
