import { createHmac, createSecretKey, hkdfSync, type KeyObject, timingSafeEqual } from 'node:crypto';

const LABELS = [
  ...([
    'subject',
    'gate',
    'code',
    'phone',
    'block',
    'credential',
    'address',
    'session',
    'browser',
    'trail',
    'contest',
    'approval',
    'passkey',
    'seal',
  ] as const),
] as const;
/** What a key is for: there is one for each use. */
export type Label = (typeof LABELS)[number];

/** The keys of one secret, and the id by which what they made is known to be theirs. */
export type Keys = Readonly<Record<Label, KeyObject>> & { readonly id: string };

/** The keys of a secret, by HKDF-SHA-256 (RFC 5869). */
export function derive(secret: string): Keys {
  const key = (label: string, bytes = 32) => Buffer.from(hkdfSync('sha256', secret, '', `countersign:${label}`, bytes));
  const keyOf = (label: Label) => createSecretKey(key(label));
  const keys = Object.fromEntries(LABELS.map((label) => [label, keyOf(label)])) as Record<Label, KeyObject>;
  return { ...keys, id: key('id', 6).toString('base64url') };
}

/** JSON keeps the parts apart: no two lists of strings give the same text. */
export function mac(key: KeyObject, parts: readonly string[]): Buffer {
  return createHmac('sha256', key).update(JSON.stringify(parts)).digest();
}

/** The same, all 256 bits in base64url: a third cheaper than by way of a buffer. */
export function macText(key: KeyObject, parts: readonly string[]): string {
  return createHmac('sha256', key).update(JSON.stringify(parts)).digest('base64url');
}

/** Compares in constant time (R07). */
export function same(expected: Buffer, actual: Buffer): boolean {
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}
