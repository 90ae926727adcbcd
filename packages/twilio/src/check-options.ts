import type { SpokenLanguage } from './channels/spoken-texts.js';
import { checkAll } from './check-all.js';
import { OPTION_RULES, VOICE_RULES, WHATSAPP_RULES } from './option-rules.js';
import type {
  TwilioReceiptOptions,
  TwilioSenderOptions,
  TwilioVoiceOptions,
  TwilioWhatsappOptions,
} from './twilio-sender-options.js';

const REQUIRED = ['accountSid', 'apiKey', 'apiSecret'] as const;

/** Whom a message comes from. */
export type CheckedFrom = { readonly from: string } | { readonly messagingServiceSid: string };

/** `voice`, checked. */
export interface CheckedVoice {
  readonly from: string;
  readonly language: SpokenLanguage;
}

/** `whatsapp`, checked. */
export interface CheckedWhatsapp {
  readonly sender: CheckedFrom;
  readonly contentSid: string;
}

/** Options that were checked, defaults filled in. */
export interface CheckedOptions {
  readonly accountSid: string;
  readonly apiKey: string;
  readonly apiSecret: string;
  readonly sender: CheckedFrom;
  /** Null: no calls. */
  readonly voice: CheckedVoice | null;
  /** Null: no WhatsApp. */
  readonly whatsapp: CheckedWhatsapp | null;
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
  checkAll(options, OPTION_RULES, { of: 'twilioSender', required: REQUIRED });
  const { accountSid, apiKey, apiSecret, apiUrl, timeoutMs = 5_000, discardContent = 'if-allowed' } = options;
  const { receipts = null } = options;
  return {
    ...{ accountSid, apiKey, apiSecret },
    sender: fromOf(options, ''),
    voice: options.voice ? voiceOf(options.voice) : null,
    whatsapp: options.whatsapp ? whatsappOf(options.whatsapp) : null,
    apiUrl: apiUrl === undefined ? null : new URL(apiUrl),
    ...{ timeoutMs, discardContent, receipts },
  };
}

function voiceOf(options: TwilioVoiceOptions): CheckedVoice {
  checkAll(options, VOICE_RULES, { of: 'twilioSender', required: ['from'], inside: 'voice.' });
  const { from, language = 'en' } = options;
  return { from, language };
}

function whatsappOf(options: TwilioWhatsappOptions): CheckedWhatsapp {
  checkAll(options, WHATSAPP_RULES, { of: 'twilioSender', required: ['contentSid'], inside: 'whatsapp.' });
  return { sender: fromOf(options, 'whatsapp.'), contentSid: options.contentSid };
}

function fromOf(
  options: { readonly from?: string; readonly messagingServiceSid?: string },
  inside: string,
): CheckedFrom {
  const { from, messagingServiceSid } = options;
  if (from !== undefined && messagingServiceSid === undefined) return { from };
  if (messagingServiceSid !== undefined && from === undefined) return { messagingServiceSid };
  throw new TypeError(`twilioSender takes exactly one of ${inside}from and ${inside}messagingServiceSid`);
}
