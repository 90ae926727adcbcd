import type { CodeMessage, CodeSender, SendOutcome, TextNotice } from '../ports/code-sender.js';
import { refuseInProduction } from './refuse-in-production.js';

/** A message as the inbox shows it. */
export interface InboxMessage {
  /** The whole number: an inbox plays the phone. */
  readonly to: string;
  readonly body: string;
  readonly at: Date;
}

const MOST_MESSAGES = 100;

/**
 * Keeps messages in this process instead of sending them, for development: show {@link InboxSender.messages} on a page.
 * Refuses to be made with `NODE_ENV=production` (R74).
 */
export class InboxSender implements CodeSender {
  readonly developmentOnly = true;
  readonly #messages: InboxMessage[] = [];

  constructor() {
    refuseInProduction('InboxSender');
  }

  /** Keeps the message; always accepted. */
  async send(message: CodeMessage): Promise<SendOutcome> {
    return this.#keep(message);
  }

  /** Keeps a text that is no code; always accepted. */
  async notify(notice: TextNotice): Promise<SendOutcome> {
    return this.#keep(notice);
  }

  #keep({ to, text }: TextNotice): SendOutcome {
    this.#messages.unshift({ to: to.reveal(), body: text(), at: new Date() });
    this.#messages.length = Math.min(this.#messages.length, MOST_MESSAGES);
    return { status: 'accepted', id: `inbox-${this.#messages.length}` };
  }

  /** The latest hundred messages, newest first. */
  messages(): readonly InboxMessage[] {
    return [...this.#messages];
  }
}
