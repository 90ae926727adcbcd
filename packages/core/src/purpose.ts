/** What a code is for. A code for one purpose never passes for another (R04). */
export type Purpose = 'sign-in' | 'enrol' | 'step-up' | 'change';

/** A way to prove the second step. */
export type Method = 'sms';

/** How a code travels. */
export type Channel = 'sms';

/** What is known of a message on its way: asked the sender, arrived, did not arrive, no answer. */
export type Delivery = 'accepted' | 'delivered' | 'undelivered' | 'unknown';
