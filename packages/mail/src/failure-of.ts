import { NoticeFailure } from '@countersign/core';

/** A password that the server refuses may be put right, and is no fault of the mail. */
const LOGIN_REFUSED = 'EAUTH';

/**
 * A failure in our own words: of the mail server's, its number and nothing else; its text may hold the address. A number from
 * 500 on is a no for good (RFC 5321 §4.2.1); 451 and its kin want to be asked again.
 */
export function failureOf(error: unknown): NoticeFailure {
  const { responseCode, code } = Object(error) as { responseCode?: unknown; code?: unknown };
  if (typeof responseCode === 'number' && Number.isInteger(responseCode) && responseCode > 0 && responseCode < 1_000)
    return new NoticeFailure(`smtp_${responseCode}`, responseCode >= 500 && code !== LOGIN_REFUSED);
  const known = typeof code === 'string' && /^E[A-Z]{2,20}$/.test(code);
  return new NoticeFailure(known ? code.toLowerCase() : 'unknown');
}
