export { type TwilioBehaviour, twilioAnswers } from './behaviour.js';
export type { TwilioCallOutcome, TwilioDelivery, TwilioMessageOutcome } from './delivery.js';
export { codeIn, referenceIn } from './message-text.js';
export type { TwilioNumberFacts } from './number-facts.js';
export type { TwilioCall, TwilioCallback, TwilioMessage, TwilioRequest } from './records.js';
export type { TwilioResource } from './routes.js';
export { startTwilioStandIn, TwilioStandIn } from './stand-in.js';
export type { TwilioStandInAccount, TwilioStandInCredentials, TwilioStandInOptions } from './stand-in-options.js';
export type { TwilioStandInNumber, TwilioStandInService } from './stand-in-senders.js';
