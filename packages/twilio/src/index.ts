export type { SpokenLanguage } from './channels/spoken-texts.js';
export type { TwilioNumberCheckOptions } from './lookup-options.js';
export { type TwilioClientOptions, twilioClient } from './twilio-client.js';
export { twilioNumberCheck } from './twilio-number-check.js';
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
