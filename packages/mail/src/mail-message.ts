import type { Notice } from '@countersign/core';
import { htmlOf } from './html-of.js';
import type { Mailbox } from './mailbox.js';

/** A mail as nodemailer takes it. Addresses are objects: no text can be taken for two. */
export interface MailMessage {
  readonly from: Mailbox;
  readonly to: Mailbox;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly messageId: string;
  readonly date: Date;
  readonly headers: Readonly<Record<string, string>>;
  readonly textEncoding: 'quoted-printable';
  readonly disableFileAccess: true;
  readonly disableUrlAccess: true;
}

/**
 * A notice as a mail. A second try has the same Message-ID and date, so that mail programs show it once. No answering machine
 * answers it (RFC 3834), and nothing in it tells whether it was read.
 */
export function mailMessage(notice: Notice, from: Mailbox, address: string): MailMessage {
  return {
    ...{ from, to: { name: '', address }, subject: notice.title },
    ...{ text: notice.text, html: htmlOf(notice) },
    messageId: `<${notice.id}@${from.address.slice(from.address.lastIndexOf('@') + 1)}>`,
    date: new Date(notice.at),
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    // The link is longer than a line of a mail may be.
    textEncoding: 'quoted-printable',
    ...{ disableFileAccess: true, disableUrlAccess: true },
  };
}
