import { OptionError } from '@countersign/core';
import { createTransport } from 'nodemailer';
import type { MailNotifierOptions, MailTransport } from './mail-notifier-options.js';

const BOUNDS = [1_000, 10_000] as const;
const THIS_MACHINE = ['localhost', '127.0.0.1', '[::1]'];

/** The transporter of the options, or one for their URL. @throws OptionError */
export function transportOf({ transport, timeoutMs = BOUNDS[1] }: MailNotifierOptions): MailTransport {
  const [least, most] = BOUNDS;
  if (!Number.isInteger(timeoutMs) || timeoutMs < least || timeoutMs > most)
    throw new OptionError('timeoutMs', `must be a whole number from ${least} to ${most}`);
  if (typeof transport === 'string') return createTransport(smtpOptions(transport, timeoutMs));
  if (typeof transport?.sendMail === 'function') return transport;
  throw new OptionError('transport', 'must be a URL, as smtps://mail.example.com, or a transporter of nodemailer');
}

/**
 * A notice holds a link that ends sessions: it goes over TLS, with a certificate that holds, or not at all; but for a mail
 * server on this machine.
 */
export function smtpOptions(text: string, timeout: number) {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (
    !url ||
    !/^smtps?:$/.test(url.protocol) ||
    url.hostname === '' ||
    /[?#]/.test(text) ||
    !/^\/?$/.test(url.pathname)
  )
    throw new OptionError(
      'transport',
      'must be a URL, as smtps://user:password@mail.example.com, without a path or query',
    );
  const secure = url.protocol === 'smtps:';
  const user = decodeURIComponent(url.username);
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port) || (secure ? 465 : 587),
    ...{ secure, requireTLS: !secure && !THIS_MACHINE.includes(url.hostname) },
    ...(user !== '' && { auth: { user, pass: decodeURIComponent(url.password) } }),
    ...{ connectionTimeout: timeout, greetingTimeout: timeout, socketTimeout: timeout, dnsTimeout: timeout },
  };
}
