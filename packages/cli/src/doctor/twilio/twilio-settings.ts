import { type Environment, listOf, textOf } from '../../environment.js';

/** Twilio's variables, as they are. */
export interface TwilioSettings {
  readonly accountSid: string | undefined;
  readonly apiKey: string | undefined;
  readonly apiSecret: string | undefined;
  /** One, or while it is changed two. */
  readonly authTokens: readonly string[];
  readonly from: string | undefined;
  readonly messagingServiceSid: string | undefined;
  /** Undefined: Twilio's own. */
  readonly apiUrl: string | undefined;
}

/** Whom messages come from, where it is not a variable that says so. */
export interface GivenSender {
  readonly from?: string | undefined;
  readonly messagingService?: string | undefined;
}

/** Reads Twilio's variables. */
export function twilioSettings(env: Environment, given: GivenSender): TwilioSettings {
  return {
    accountSid: textOf(env, 'TWILIO_ACCOUNT_SID'),
    apiKey: textOf(env, 'TWILIO_API_KEY'),
    apiSecret: textOf(env, 'TWILIO_API_SECRET'),
    authTokens: listOf(textOf(env, 'TWILIO_AUTH_TOKEN')),
    apiUrl: textOf(env, 'TWILIO_API_URL'),
    ...senderOf(env, given),
  };
}

/** A Messaging Service comes before a number, and what is given before what a variable says. */
function senderOf(
  env: Environment,
  { from, messagingService }: GivenSender,
): Pick<TwilioSettings, 'from' | 'messagingServiceSid'> {
  const isGiven = from !== undefined || messagingService !== undefined;
  const messagingServiceSid = isGiven ? messagingService : textOf(env, 'TWILIO_MESSAGING_SERVICE_SID');
  if (messagingServiceSid !== undefined) return { messagingServiceSid, from: undefined };
  return { messagingServiceSid: undefined, from: isGiven ? from : textOf(env, 'TWILIO_FROM') };
}
