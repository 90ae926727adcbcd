export { type TwilioBehaviour, takesMessage, twilioAnswers } from './behaviour.js';
export { codeIn, referenceIn } from './message-text.js';
export type { TwilioMessage, TwilioRequest } from './records.js';
export { startTwilioStandIn, TwilioStandIn } from './stand-in.js';
