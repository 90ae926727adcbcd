/**
 * Why a message was not sent, in words of our own: the provider's text goes no further than the sender (R32). Each is a
 * sentence of its own on the page; the list is closed.
 */
export const SEND_FAILURES = [
  /** Switched off, no signal, abroad. */
  'number_unreachable',
  /** Out of service. */
  'number_inactive',
  /** The host's check says that no code may go there. */
  'number_blocked',
  /** No whole number. */
  'number_invalid',
  /** A landline, or another number that takes no messages. */
  'not_mobile',
  /** The provider has no way to this number. */
  'no_route',
  /** The person has asked for no more messages. */
  'opted_out',
  /** The provider sends this number nothing for a while, against fraud. */
  'paused',
  /** The country is not enabled with the provider. */
  'country_blocked',
  /** It waited until its code had expired. */
  'too_late',
  /** A carrier did not deliver it, or nobody knows why. */
  'not_delivered',
  /** Credentials, account, sender: the operator's to mend. */
  'misconfigured',
  /** Too much at once; over in a moment. */
  'busy',
  /** The provider cannot be reached, or fails. */
  'unavailable',
] as const;

/** One of {@link SEND_FAILURES}. */
export type SendFailure = (typeof SEND_FAILURES)[number];
