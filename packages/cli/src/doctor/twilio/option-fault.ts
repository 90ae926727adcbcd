import { type TwilioSenderOptions, twilioSender } from '@countersign/twilio';

/** Some that fit, so that each can be tried alone: the sender stops at the first that does not. */
const FITTING = { accountSid: 'AC0', apiKey: 'SK0', apiSecret: '0', from: '+15005550006' };

/**
 * What Countersign's sender says of an option, or of some that belong together.
 * @returns `must be …`, which never holds a value; `undefined` when it takes them.
 */
export function optionFault(options: Readonly<Record<string, unknown>>): string | undefined {
  try {
    twilioSender({ ...FITTING, ...options } as TwilioSenderOptions);
    return undefined;
  } catch (error) {
    const { message } = error as Error;
    return /\b(must .*)$/.exec(message)?.[1] ?? message;
  }
}
