export type { SpokenLanguage } from './channels/spoken-texts.js';
export type { TwilioNumberCheckOptions } from './lookup-options.js';
export type { TwilioClientOptions } from './twilio-client-options.js';
export { twilioNumberCheck } from './twilio-number-check.js';
export { type TwilioReader, twilioReader } from './twilio-reader.js';
export { twilioSender } from './twilio-sender.js';
export type {
  TwilioAccountOptions,
  TwilioFromOptions,
  TwilioReceiptOptions,
  TwilioSenderOptions,
  TwilioSendingOptions,
  TwilioVoiceOptions,
  TwilioWhatsappOptions,
} from './twilio-sender-options.js';
