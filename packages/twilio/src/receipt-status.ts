import type { Delivery } from '@countersign/core';

/**
 * What a status of Twilio's says of a message or a call. A call counts as delivered when somebody, or something, has
 * listened to its end (https://www.twilio.com/docs/messaging/guides/outbound-message-status-in-status-callbacks,
 * https://www.twilio.com/docs/voice/api/call-resource#call-status-values).
 */
const DELIVERIES: Readonly<Record<string, Delivery>> = {
  ...{ accepted: 'accepted', scheduled: 'accepted', queued: 'accepted', sending: 'accepted', sent: 'accepted' },
  ...{ delivered: 'delivered', read: 'delivered' },
  ...{ undelivered: 'undelivered', failed: 'undelivered', canceled: 'undelivered' },
  ...{ initiated: 'accepted', ringing: 'accepted', 'in-progress': 'accepted', answered: 'accepted' },
  ...{ completed: 'delivered', busy: 'undelivered', 'no-answer': 'undelivered' },
};

/** Reads a status; `undefined` for one that says nothing to us, for the list may grow. */
export function deliveryOf(status: unknown): Delivery | undefined {
  return typeof status === 'string' && Object.hasOwn(DELIVERIES, status) ? DELIVERIES[status] : undefined;
}
