import type { SendFailure } from '@countersign/core';

/** What an error code of Twilio's means for a send. */
export interface CodeMeaning {
  readonly reason: SendFailure;
  /** The same text may be tried again later. */
  readonly retryable: boolean;
  /** Another enrolled method should be offered. */
  readonly switchChannel: boolean;
}

/** Again would fail again. */
const final = (reason: SendFailure): CodeMeaning => ({ reason, retryable: false, switchChannel: true });
const later = (reason: SendFailure, switchChannel = true): CodeMeaning => ({ reason, retryable: true, switchChannel });

/** Twilio's codes for a request to forget that the account may not make. */
export const REDACTION_REFUSED: readonly number[] = [30029, 30030];

/**
 * Twilio's codes for a text that was not sent (https://www.twilio.com/docs/api/errors, by code). The list there grows
 * without notice: a code that is not here is judged by the HTTP status.
 */
export const CODE_MEANINGS: ReadonlyMap<number, CodeMeaning> = new Map([
  // Credentials; account without approval, or on trial; account suspended.
  [20003, final('misconfigured')],
  [21608, final('misconfigured')],
  [30002, final('misconfigured')],
  // Message Redaction is not enabled on this account.
  ...REDACTION_REFUSED.map((code) => [code, final('misconfigured')] as const),
  // Sender: filtered by carriers, toll-free without verification, long code without a 10DLC campaign.
  [30007, final('misconfigured')],
  [30032, final('misconfigured')],
  [30034, final('misconfigured')],

  // Too fast: not processed, safe to send again, and over in a moment, so no reason to leave SMS.
  [20429, later('busy', false)],
  [20503, later('busy')],
  // The validity period ended before Twilio's queue did.
  [30036, later('busy')],
  // The sender's queue holds ten hours of texts; the number is paused for up to 30 minutes (SMS pumping).
  [21611, final('busy')],
  [30450, final('busy')],

  // Not a number; not a mobile; a landline.
  [21211, final('number_invalid')],
  [21614, final('number_invalid')],
  [21635, final('number_invalid')],
  [30006, final('number_invalid')],
  // The person answered STOP.
  [21610, final('opted_out')],
  // Geographic permission is off; no route between this sender and that country.
  [21408, final('country_blocked')],
  [21612, final('country_blocked')],

  // Switched off or out of reach; out of service; unknown.
  [30003, later('number_unreachable')],
  [30005, final('number_unreachable')],
  [30008, later('unavailable')],
]);
