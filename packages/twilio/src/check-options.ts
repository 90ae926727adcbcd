import { OPTION_RULES } from './option-rules.js';
import type { TwilioReceiptOptions, TwilioSenderOptions } from './twilio-sender-options.js';

const REQUIRED = ['accountSid', 'apiKey', 'apiSecret'] as const;

/** Options that were checked, defaults filled in. */
export interface CheckedOptions {
  readonly accountSid: string;
  readonly apiKey: string;
  readonly apiSecret: string;
  readonly sender: { readonly from: string } | { readonly messagingServiceSid: string };
  /** Null: Twilio's own. */
  readonly apiUrl: URL | null;
  readonly timeoutMs: number;
  readonly discardContent: boolean | 'if-allowed';
  /** Null: Twilio is asked for none. */
  readonly receipts: TwilioReceiptOptions | null;
}

/**
 * Checks the options before anything is sent, so that a mistake stops the start and not a sign-in.
 * @throws TypeError that names the option and what is expected, and never holds a value.
 */
export function checkOptions(options: TwilioSenderOptions): CheckedOptions {
  if (typeof options !== 'object' || options === null) throw new TypeError('twilioSender takes an object of options');
  for (const name of REQUIRED) checkOption(name, options[name]);
  for (const [name, value] of Object.entries(options)) if (value !== undefined) checkOption(name, value);
  const { accountSid, apiKey, apiSecret, apiUrl, timeoutMs = 5_000, discardContent = 'if-allowed' } = options;
  const { receipts = null } = options;
  const sender = senderOf(options);
  return {
    accountSid,
    apiKey,
    apiSecret,
    sender,
    apiUrl: apiUrl === undefined ? null : new URL(apiUrl),
    timeoutMs,
    discardContent,
    receipts,
  };
}

function checkOption(name: string, value: unknown): void {
  if (!isOption(name)) {
    throw new TypeError(
      `${name} is not an option of twilioSender; options are ${Object.keys(OPTION_RULES).join(', ')}`,
    );
  }
  const { fits, expected } = OPTION_RULES[name];
  if (!fits(value)) throw new TypeError(`${name} ${expected}`);
}

function isOption(name: string): name is keyof typeof OPTION_RULES {
  return Object.hasOwn(OPTION_RULES, name);
}

function senderOf({ from, messagingServiceSid }: TwilioSenderOptions): CheckedOptions['sender'] {
  if (from !== undefined && messagingServiceSid === undefined) return { from };
  if (messagingServiceSid !== undefined && from === undefined) return { messagingServiceSid };
  throw new TypeError('twilioSender takes exactly one of from and messagingServiceSid');
}
