// countersign: demo
import { type CodeSender, failover } from '@countersign/core';
import { type TwilioSenderOptions, twilioSender } from '@countersign/twilio';
import { ConfigError, type Environment, text } from './config.readers.js';

/** How texts are really sent. */
export type TwilioSettings = TwilioSenderOptions;

/** What is to be known for that. */
interface Sending {
  readonly twilio: readonly TwilioSettings[];
  readonly resendSeconds: number | undefined;
}

/** What an account's variables begin with: the first one's, and those of one that takes its place. */
type Prefix = 'TWILIO_' | 'TWILIO_SECOND_';

/** By which one sees that an account is meant. */
const NAMES = [
  ...['ACCOUNT_SID', 'API_KEY', 'API_SECRET', 'FROM', 'MESSAGING_SERVICE_SID'],
  ...['VOICE_FROM', 'WHATSAPP_FROM', 'WHATSAPP_CONTENT_SID'],
];

/** The accounts that send, in this order; none, and texts are shown in the inbox. */
export function twilioAccounts(env: Environment, publicUrl: string): TwilioSettings[] {
  const first = account(env, 'TWILIO_', publicUrl);
  const second = account(env, 'TWILIO_SECOND_', publicUrl);
  if (second && !first) throw new ConfigError('TWILIO_ACCOUNT_SID', 'is required when a second account is used');
  return [first, second].filter((each) => each !== undefined);
}

/** Who sends: one account, two of them, or without any the inbox; and what is done when no receipt comes. */
export function sendingOf({ twilio, resendSeconds }: Sending, inbox: CodeSender) {
  const senders = twilio.map(twilioSender);
  return {
    sender: senders.length > 1 ? failover(senders) : (senders[0] ?? inbox),
    ...(resendSeconds !== undefined && { resendWithoutReceiptSeconds: resendSeconds }),
  };
}

/** An account's variables: all that are needed, or none. */
function account(env: Environment, prefix: Prefix, publicUrl: string): TwilioSettings | undefined {
  if (NAMES.every((name) => text(env, prefix + name) === undefined)) return undefined;
  const apiUrl = text(env, `${prefix}API_URL`);
  const options = {
    accountSid: needed(env, `${prefix}ACCOUNT_SID`, 'Twilio'),
    apiKey: needed(env, `${prefix}API_KEY`, 'Twilio'),
    apiSecret: needed(env, `${prefix}API_SECRET`, 'Twilio'),
    ...twilioFrom(env, prefix),
    ...(apiUrl !== undefined && { apiUrl }),
    ...channels(env, prefix),
    ...receipts(env, prefix, publicUrl),
  };
  return usable(options, prefix);
}

/** Calls, and WhatsApp, where there are variables for them. */
function channels(env: Environment, prefix: Prefix): Pick<TwilioSettings, 'voice' | 'whatsapp'> {
  const from = text(env, `${prefix}VOICE_FROM`);
  const isWhatsapp = ['FROM', 'CONTENT_SID'].some((name) => text(env, `${prefix}WHATSAPP_${name}`) !== undefined);
  return { ...(from !== undefined && { voice: { from } }), ...(isWhatsapp && { whatsapp: whatsapp(env, prefix) }) };
}

function whatsapp(env: Environment, prefix: Prefix): NonNullable<TwilioSettings['whatsapp']> {
  return {
    from: needed(env, `${prefix}WHATSAPP_FROM`, 'WhatsApp'),
    contentSid: needed(env, `${prefix}WHATSAPP_CONTENT_SID`, 'WhatsApp'),
  };
}

/** Twilio signs its receipts with the account's auth token; while that is changed there are two. */
function receipts(env: Environment, prefix: Prefix, publicUrl: string): Pick<TwilioSettings, 'receipts'> {
  const authTokens = text(env, `${prefix}AUTH_TOKEN`)?.split(',');
  return authTokens ? { receipts: { url: `${publicUrl}/2fa/twilio/status`, authTokens } } : {};
}

/** Lets the sender say what it cannot use, while it can still be said by the variable's name. */
function usable(options: TwilioSettings, prefix: Prefix): TwilioSettings {
  try {
    twilioSender(options);
    return options;
  } catch (error) {
    const [, option, problem] = /^([\w.]+) (must .*)$/.exec((error as Error).message) ?? [];
    if (option === undefined || problem === undefined) throw error;
    const words = option.replace('.', '_').replace(/[A-Z]/g, '_$&');
    throw new ConfigError(prefix + (option === 'receipts' ? 'AUTH_TOKEN' : words.toUpperCase()), problem);
  }
}

function twilioFrom(env: Environment, prefix: Prefix): { from: string } | { messagingServiceSid: string } {
  const messagingServiceSid = text(env, `${prefix}MESSAGING_SERVICE_SID`);
  if (messagingServiceSid !== undefined) return { messagingServiceSid };
  const from = text(env, `${prefix}FROM`);
  if (from !== undefined) return { from };
  throw new ConfigError(`${prefix}FROM`, `or ${prefix}MESSAGING_SERVICE_SID is required when Twilio is used`);
}

function needed(env: Environment, name: string, what: string): string {
  const value = text(env, name);
  if (value === undefined) throw new ConfigError(name, `is required when ${what} is used`);
  return value;
}
