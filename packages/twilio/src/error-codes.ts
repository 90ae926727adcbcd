import type { SendFailure } from '@countersign/core';

/** What an error code of Twilio's means for a send. */
export interface CodeMeaning {
  /** What the person is told, as a sentence of core's. */
  readonly reason: SendFailure;
  /** The same message may be tried again later. */
  readonly retryable: boolean;
  /** Another way should be offered. */
  readonly switchChannel: boolean;
  /** The operator has to look: it will not mend itself. */
  readonly alert: boolean;
}

/**
 * A row of the table: again fails again, another way is worth offering, and nobody need look. But `later` it may pass, to
 * `stay` is as good as to switch, and the operator hears an `alert`.
 */
export function means(reason: SendFailure, ...marks: ('later' | 'stay' | 'alert')[]): CodeMeaning {
  const [retryable, switchChannel] = [marks.includes('later'), !marks.includes('stay')];
  return { reason, retryable, switchChannel, alert: marks.includes('alert') };
}

/** Twilio's codes for a request to forget that the account may not make. */
export const REDACTION_REFUSED: readonly number[] = [30029, 30030];

/**
 * Twilio's codes for a message that was not sent (https://www.twilio.com/docs/api/errors, by code). The list there grows
 * without notice: a code that is not here is judged by the HTTP status alone, and 20500 always is, for it comes with one
 * that leaves open what was done.
 */
export const CODE_MEANINGS: ReadonlyMap<number, CodeMeaning> = new Map([
  // The voice side of 21408.
  [13227, means('country_blocked', 'alert')],
  // Wrong or withdrawn credentials.
  [20003, means('misconfigured', 'alert')],
  // Too fast, or overloaded: not processed, and over in a moment.
  [20429, means('busy', 'later', 'stay')],
  [20503, means('busy', 'later', 'stay')],

  // Not a number.
  [21211, means('number_invalid', 'stay')],
  // The country is off in the geographic permissions, for calls and for messages.
  [21215, means('country_blocked', 'alert')],
  [21408, means('country_blocked', 'alert')],
  // The sender cannot send texts.
  [21606, means('misconfigured', 'alert')],
  // Trial account, or one without an approved profile.
  [21608, means('misconfigured', 'alert')],
  // The person answered STOP.
  [21610, means('opted_out')],
  // The sender's queue holds ten hours of texts.
  [21611, means('misconfigured', 'alert')],
  // No route between this sender and that number.
  [21612, means('no_route', 'alert')],
  // Not a mobile; a landline.
  [21614, means('not_mobile')],
  [21635, means('not_mobile')],

  // The account was suspended: balance, policy, fraud.
  [30002, means('misconfigured', 'alert')],
  // Switched off or out of reach.
  [30003, means('number_unreachable', 'later')],
  // Unknown or out of service.
  [30005, means('number_inactive')],
  // A landline, or a carrier that cannot be reached.
  [30006, means('not_mobile')],
  // Filtered by a carrier or by Twilio: content, or the sender's name.
  [30007, means('not_delivered', 'alert')],
  // Nobody knows.
  [30008, means('not_delivered', 'later')],
  // Message Redaction is not enabled on this account.
  [30029, means('misconfigured', 'alert')],
  [30030, means('misconfigured', 'alert')],
  // A toll-free number without verification; a US long code without a 10DLC campaign.
  [30032, means('misconfigured', 'alert')],
  [30034, means('misconfigured', 'alert')],
  // The validity period ended before Twilio's queue did.
  [30036, means('too_late', 'later')],
  // The receiver is a number of Twilio's, which takes no codes.
  [30038, means('not_delivered')],
  // The number is paused for up to half an hour, against SMS pumping.
  [30450, means('paused', 'alert')],
  // An error inside Twilio.
  [30500, means('not_delivered', 'later')],

  // WhatsApp: not an approved template.
  [63016, means('misconfigured', 'alert')],
]);
