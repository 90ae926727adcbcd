export { twilioSender } from './twilio-sender.js';
export type {
  TwilioAccountOptions,
  TwilioFromOptions,
  TwilioReceiptOptions,
  TwilioSenderOptions,
  TwilioSendingOptions,
} from './twilio-sender-options.js';
