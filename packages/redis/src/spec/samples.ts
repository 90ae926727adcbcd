import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import type { NewCode, NewSignIn, PendingStore, SendLimits, SignInKey, TryLimits } from '@countersign/core';

/** The limits that ship. */
export const LIMITS: SendLimits & TryLimits = {
  resendWaitsSeconds: [30, 60, 120],
  maxSends: 3,
  maxTries: 5,
  maxFailures: 10,
  failureWindowSeconds: 86_400,
  waitsFrom: 5,
  waitsSeconds: [30, 60, 120, 240, 480],
};

/** The key of a new sign-in of a new subject. */
export function newKey(): SignInKey {
  return { subjectTag: randomBytes(12).toString('base64url'), id: randomBytes(32).toString('hex') };
}

/** A sign-in as it is opened by default. */
export function newSignIn(): NewSignIn {
  const credential = randomBytes(16).toString('base64url');
  return {
    subject: randomUUID(),
    purpose: 'sign-in',
    epoch: 3,
    credential,
    methods: ['sms'],
    amr: ['pwd'],
    returnTo: '/products',
    expiresInSeconds: 600,
  };
}

/** What an answer with these digits is compared by, 22 characters. */
export function gateOf(key: SignInKey, digits: string): string {
  return createHmac('sha256', 'a secret of the spec').update(`${key.id}\n${digits}`).digest('base64url').slice(0, 22);
}

/** A code with these digits, as it reaches the store. */
export function newCode(key: SignInKey, digits: string): NewCode {
  const target = { method: 'sms' as const, factorId: randomUUID(), lastDigits: '42', sealed: null };
  const mac = randomBytes(16).toString('base64url');
  return { target, gate: gateOf(key, digits), mac, reference: 'KX', expiresInSeconds: 300, quotas: [] };
}

/** Opens a sign-in whose code has these digits; tells its key. */
export async function openWith(store: PendingStore, digits: string): Promise<SignInKey> {
  const key = newKey();
  await store.open(key, newSignIn(), LIMITS, newCode(key, digits));
  return key;
}

/** Answers with these digits. */
export function answer(store: PendingStore, key: SignInKey, digits: string) {
  return store.verify(key, { gates: [gateOf(key, digits)] }, LIMITS);
}

/** Resolves when a store answers: a client connects without being waited for. */
export async function usable(store: PendingStore, withinMs = 5_000): Promise<void> {
  const end = Date.now() + withinMs;
  for (;;) {
    try {
      return await store.ping();
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}
