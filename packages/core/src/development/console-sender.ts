import type { CodeMessage, CodeSender, SendOutcome, TextNotice } from '../ports/code-sender.js';
import { refuseInProduction } from './refuse-in-production.js';

/**
 * Prints messages instead of sending them, for development. Refuses to be made with `NODE_ENV=production` (R74).
 */
export class ConsoleSender implements CodeSender {
  readonly developmentOnly = true;

  /** @param print - takes one line. @defaultValue console.log */
  // biome-ignore lint/suspicious/noConsole: printing is what it is for
  constructor(private readonly print: (line: string) => void = console.log) {
    refuseInProduction('ConsoleSender');
  }

  /** Prints the masked number and the whole text; always accepted. */
  async send(message: CodeMessage): Promise<SendOutcome> {
    this.print(`Text to ${message.to}: ${message.text()}`);
    return { status: 'accepted', id: 'console' };
  }

  /** The same of a text that is no code. */
  async notify({ to, text }: TextNotice): Promise<SendOutcome> {
    this.print(`Text to ${to}: ${text()}`);
    return { status: 'accepted', id: 'console' };
  }
}
