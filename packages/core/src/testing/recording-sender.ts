import { refuseInProduction } from '../development/refuse-in-production.js';
import type { CodeMessage, CodeSender, SendOutcome, TextNotice } from '../ports/code-sender.js';
import type { ReceiptReader } from '../ports/receipt-reader.js';
import type { Channel } from '../purpose.js';

/** A message as a test sees it: everything in clear. */
export interface SentMessage {
  readonly channel: Channel;
  readonly to: string;
  readonly code: string;
  readonly reference: string;
  readonly text: string;
  readonly expiresInSeconds: number;
  readonly receiptFor: string;
}

/** A sender for tests: remembers what it is given and answers what it is told to. */
export class RecordingSender implements CodeSender {
  readonly developmentOnly = true;
  /** What it says that it serves. */
  channels: readonly Channel[] = ['sms'];
  /** Everything handed over, oldest first. */
  readonly sent: SentMessage[] = [];
  /** Every text that was no code, oldest first. */
  readonly notices: { readonly to: string; readonly text: string }[] = [];
  /** What the next sends answer; a promise that never settles plays a provider that hangs. */
  answer: () => SendOutcome | Promise<SendOutcome> = () => ({ status: 'accepted', id: `sent-${this.sent.length}` });

  /** The provider's receipts, where a test has any. */
  receipts: readonly ReceiptReader[] = [];

  constructor() {
    refuseInProduction('RecordingSender');
  }

  /** Remembers, then answers. */
  async send(message: CodeMessage): Promise<SendOutcome> {
    const { channel, reference, expiresInSeconds, receiptFor } = message;
    const to = message.to.reveal();
    this.sent.push({
      channel,
      to,
      code: message.code.reveal(),
      reference,
      text: message.text(),
      expiresInSeconds,
      receiptFor,
    });
    return this.answer();
  }

  /** Remembers a text that is no code, then answers. */
  async notify({ to, text }: TextNotice): Promise<SendOutcome> {
    this.notices.push({ to: to.reveal(), text: text() });
    return this.answer();
  }

  /** The newest message. @throws Error when there is none. */
  get last(): SentMessage {
    const last = this.sent.at(-1);
    if (!last) throw new Error('No message was sent');
    return last;
  }
}
