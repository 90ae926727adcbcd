export { twilioSender } from './twilio-sender.js';
export type {
  TwilioAccountOptions,
  TwilioFromOptions,
  TwilioSenderOptions,
  TwilioSendingOptions,
} from './twilio-sender-options.js';
