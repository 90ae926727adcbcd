import { Injectable } from '@nestjs/common';

/** A mail that would have been sent. */
export interface Mail {
  readonly to: string;
  readonly title: string;
  readonly body: string;
  /** The link in it, on a line of its own. */
  readonly link: string | null;
  readonly at: Date;
}

const MOST = 100;

/** The mails since the start, newest first: kept instead of sent. */
@Injectable()
export class Mailbox {
  readonly #mails: Mail[] = [];

  /** Keeps a mail; the oldest of more than a hundred go. */
  put(mail: Omit<Mail, 'at'>): void {
    this.#mails.unshift({ ...mail, at: new Date() });
    this.#mails.length = Math.min(this.#mails.length, MOST);
  }

  mails(): readonly Mail[] {
    return this.#mails;
  }
}
