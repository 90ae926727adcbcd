/** What a code is for. A code for one purpose never passes for another (R04). */
export type Purpose = 'sign-in' | 'enrol' | 'step-up' | 'change';

/** How a code travels to a phone. */
export type Channel = 'sms' | 'voice' | 'whatsapp';

/** A way to answer the second step. A phone is a method for each channel that reaches it. */
export type Method = Channel | 'totp' | 'passkey' | 'recovery';

/** What is known of a message on its way: asked the sender, arrived, did not arrive, no answer. */
export type Delivery = 'accepted' | 'delivered' | 'undelivered' | 'unknown';

const UNPROVED: readonly Purpose[] = ['enrol', 'change'];

/** Whether a sign-in of this purpose proves a factor that is not bound yet. */
export function isUnproved(purpose: Purpose): boolean {
  return UNPROVED.includes(purpose);
}
