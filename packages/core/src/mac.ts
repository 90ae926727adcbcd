import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto';

/** Bytes of a whole MAC. */
export const MAC_BYTES = 32;
/** Bytes of one that is kept in every pending sign-in, so no longer than it needs to be: NIST SP 800-107 allows to cut it. */
export const SHORT_MAC_BYTES = 16;
/** So many characters of base64url hold these: 128 bits, and four more. */
const SHORT_TEXT = 22;

/** HMAC-SHA-256. JSON keeps the parts apart: no two lists of strings give the same text. */
export function mac(key: KeyObject, parts: readonly string[]): Buffer {
  return createHmac('sha256', key).update(JSON.stringify(parts)).digest();
}

/** The same, all 256 bits in base64url: a third cheaper than by way of a buffer. */
export function macText(key: KeyObject, parts: readonly string[]): string {
  return createHmac('sha256', key).update(JSON.stringify(parts)).digest('base64url');
}

/** Its first 128 bits in base64url, 22 characters. */
export function shortMac(key: KeyObject, parts: readonly string[]): string {
  return mac(key, parts).subarray(0, SHORT_MAC_BYTES).toString('base64url');
}

/** The first 22 characters of the whole one, to be compared as a text: cheaper by a third too. */
export function shortText(key: KeyObject, parts: readonly string[]): string {
  return macText(key, parts).slice(0, SHORT_TEXT);
}

/** Compares in constant time (R07). Length is no secret. */
export function same(expected: Buffer, actual: Buffer): boolean {
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}

/** The same of texts. */
export function sameText(expected: string, actual: string): boolean {
  return same(Buffer.from(expected), Buffer.from(actual));
}
