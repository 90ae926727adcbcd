import type { Amr } from './amr.js';
import type { CodeSender } from './ports/code-sender.js';
import type { PendingSignIn } from './ports/pending-sign-in.js';
import type { Channel, Method } from './purpose.js';

/** All channels, the first one first: it is what a sign-in begins with, and what a phone is registered by. */
export const CHANNELS: readonly Channel[] = ['sms', 'voice', 'whatsapp'];

/** All methods, the one first that is asked for first where a subject has several and prefers none. */
export const METHODS: readonly Method[] = ['passkey', 'totp', ...CHANNELS, 'recovery'];

/** The channel of every first code. */
export const FIRST_CHANNEL: Channel = 'sms';

/**
 * The reference of RFC 8176 by which a session tells that a method was proved. There is none for messengers: a code by
 * WhatsApp is a one-time password, and no text message. A recovery code proves no second factor (R60).
 */
export const AMR_OF: Record<Exclude<Method, 'recovery'>, Amr> = {
  sms: 'sms',
  voice: 'tel',
  whatsapp: 'otp',
  totp: 'otp',
  passkey: 'pop',
};

/** Whether a method is a code that is sent. */
export function isChannel(method: Method | undefined): method is Channel {
  return CHANNELS.includes(method as Channel);
}

/** The channels that a sender serves. */
export function channelsOf({ channels = [FIRST_CHANNEL] }: Pick<CodeSender, 'channels'>): readonly Channel[] {
  return CHANNELS.filter((channel) => channels.includes(channel));
}

/** What a sign-in is answered by when nothing else is said: as it was last aimed, or as its subject prefers. */
export function methodOf({ target, methods }: Pick<PendingSignIn, 'target' | 'methods'>): Method {
  return target?.method ?? methods[0] ?? FIRST_CHANNEL;
}

/** How the newest code of a sign-in went out. */
export function channelOf({ target }: Pick<PendingSignIn, 'target'>): Channel {
  return target && isChannel(target.method) ? target.method : FIRST_CHANNEL;
}
