import { SEND_FAILURES, StoreUnavailable } from '@countersign/core';

/** What a store may be down for: a word, or an SQLSTATE. A store of a third party might put anything else there. */
const WORD = /^(?:[A-Za-z][A-Za-z_]{1,30}|[0-9A-Z]{5})$/;

/** OpenTelemetry's word for whatever has no class of its own. */
export const OTHER = '_OTHER';

/** The kind of an error: a short word, never its text (R32, R76). */
export function errorTypeOf(error: unknown): string {
  return error instanceof StoreUnavailable && WORD.test(error.reason) ? error.reason : OTHER;
}

/** Why a message was not taken, where an outcome says so. */
export function failureTypeOf(reason: unknown): string {
  return SEND_FAILURES.find((known) => known === reason) ?? OTHER;
}
