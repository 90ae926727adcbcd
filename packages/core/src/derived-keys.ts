import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';

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
