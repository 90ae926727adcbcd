import type { MailMessage } from './mail-message.js';

/** What is used of a transporter of nodemailer's, for hosts that have one. */
export interface MailTransport {
  sendMail(message: MailMessage): Promise<unknown>;
}

/** What a host says. */
export interface MailNotifierOptions {
  /**
   * The mail server, as `smtps://user:password@mail.example.com` or `smtp://mail.example.com:587`, over TLS in any case but on
   * this machine; or a transporter of nodemailer's, which is used as it is.
   */
  readonly transport: string | MailTransport;
  /** The sender: `no-reply@example.com` or `Management Interface <no-reply@example.com>`. */
  readonly from: string;
  /**
   * The account's own, confirmed address; `null` for an account that is gone or has none. Not one that was changed just now:
   * then it is the one before.
   */
  addressOf(subject: string): string | null | undefined | Promise<string | null | undefined>;
  /** Patience with each step of the mail server, 1,000 to 10,000; only for a URL. @defaultValue 10000 */
  readonly timeoutMs?: number;
}
