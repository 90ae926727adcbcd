import { type Notice, NoticeFailure, type Notifier, OptionError } from '@countersign/core';
import { failureOf } from './failure-of.js';
import { mailMessage } from './mail-message.js';
import type { MailNotifierOptions } from './mail-notifier-options.js';
import { isAddress, type Mailbox, parseMailbox } from './mailbox.js';
import { transportOf } from './transport.js';

/**
 * Hands notices to the owners of accounts by e-mail: a notifier for the option `notifier`.
 *
 * @throws OptionError naming the option that cannot be used.
 * @example
 * mailNotifier({ transport: process.env.SMTP_URL, from: 'no-reply@example.com', addressOf: (id) => admins.emailOf(id) })
 */
export function mailNotifier(options: MailNotifierOptions): Notifier {
  const from = senderOf(options);
  const transport = transportOf(options);
  if (typeof options.addressOf !== 'function') throw new OptionError('addressOf', 'must be a function');
  return {
    async notify(notice) {
      const address = await addressOf(options, notice);
      try {
        await transport.sendMail(mailMessage(notice, from, address));
      } catch (error) {
        throw failureOf(error);
      }
    },
  };
}

function senderOf({ from }: MailNotifierOptions): Mailbox {
  const sender = parseMailbox(from);
  if (sender) return sender;
  throw new OptionError('from', "must be one address, as 'no-reply@example.com' or 'Name <no-reply@example.com>'");
}

/** @throws NoticeFailure for good where there is no address; to be asked again where the host does not tell. */
async function addressOf(options: MailNotifierOptions, { subject }: Notice): Promise<string> {
  const address: unknown = await ask(options, subject);
  if (address === null || address === undefined) throw new NoticeFailure('no_address', true);
  if (!isAddress(address)) throw new NoticeFailure('address_unusable', true);
  return address;
}

async function ask(options: MailNotifierOptions, subject: string): Promise<unknown> {
  try {
    return await options.addressOf(subject);
  } catch {
    throw new NoticeFailure('address_unknown');
  }
}
