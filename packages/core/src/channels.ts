import type { Amr } from './amr.js';
import type { CodeSender } from './ports/code-sender.js';
import type { PendingSignIn } from './ports/pending-sign-in.js';
import type { Channel, Method } from './purpose.js';

/** All channels, the first one first: it is what a sign-in begins with, and what a phone is registered by. */
export const CHANNELS: readonly Channel[] = ['sms', 'voice', 'whatsapp'];

/** The channel of every first code. */
export const FIRST_CHANNEL: Channel = 'sms';

/**
 * The reference of RFC 8176 by which a session tells that a method was proved. There is none for messengers: a code by
 * WhatsApp is a one-time password, and no text message.
 */
export const AMR_OF: Record<Method, Amr> = { sms: 'sms', voice: 'tel', whatsapp: 'otp' };

/** Every method by which a second factor can be proved. */
export const METHODS = Object.keys(AMR_OF) as readonly Method[];

/** The channels that a sender serves. */
export function channelsOf({ channels = [FIRST_CHANNEL] }: Pick<CodeSender, 'channels'>): readonly Channel[] {
  return CHANNELS.filter((channel) => channels.includes(channel));
}

/** How the newest code of a sign-in went out. */
export function channelOf({ target }: Pick<PendingSignIn, 'target'>): Channel {
  return target?.channel ?? FIRST_CHANNEL;
}
