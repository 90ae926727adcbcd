// countersign: demo
import type { Notifier } from '@countersign/core';
import { mailNotifier } from '@countersign/mail';
import type { AdministratorsService } from './administrators/administrators.service.js';
import { ConfigError, type Environment, text } from './config.readers.js';
import type { Mailbox } from './inbox/mailbox.js';

/** How mails are really sent. */
export interface MailSettings {
  readonly transport: string;
  readonly from: string;
}

/** By which variable an option is set. */
const VARIABLES: Readonly<Record<string, string>> = { transport: 'SMTP_URL', from: 'MAIL_FROM' };

/** The mail server's variables: both, or none. */
export function mailSettings(env: Environment): MailSettings | undefined {
  const [transport, from] = [text(env, 'SMTP_URL'), text(env, 'MAIL_FROM')];
  if (transport === undefined && from === undefined) return undefined;
  if (transport === undefined) throw new ConfigError('SMTP_URL', 'is required when mails are sent');
  if (from === undefined) throw new ConfigError('MAIL_FROM', 'is required when mails are sent');
  return usable({ transport, from });
}

/** Who tells administrators what happens to their accounts: the mail server, or without any service the inbox. */
export function noticesOf(
  { mail, twilio }: { readonly mail: MailSettings | undefined; readonly twilio: readonly unknown[] },
  staff: AdministratorsService,
  mailbox: Mailbox,
): { readonly notifier?: Notifier } {
  const addressOf = async (id: string) => (await staff.findActive(id))?.email;
  if (mail) return { notifier: mailNotifier({ ...mail, addressOf }) };
  if (twilio.length > 0) return {};
  const notify: Notifier['notify'] = async ({ subject, title, text: body, contestUrl: link }) =>
    mailbox.put({ to: (await addressOf(subject)) ?? '', title, body, link });
  return { notifier: { notify } };
}

/** Lets the notifier say what it cannot use, by the variable's name. */
function usable(settings: MailSettings): MailSettings {
  try {
    mailNotifier({ ...settings, addressOf: () => null });
    return settings;
  } catch (error) {
    const [, option = '', problem] = /option "(\w+)" (.*)$/.exec((error as Error).message) ?? [];
    const variable = VARIABLES[option];
    if (variable === undefined || problem === undefined) throw error;
    throw new ConfigError(variable, problem);
  }
}
