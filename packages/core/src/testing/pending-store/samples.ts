import assert from 'node:assert/strict';
import { createHash, createHmac, randomBytes, randomUUID } from 'node:crypto';
import type {
  CodeTarget,
  NewCode,
  NewSignIn,
  PendingSignIn,
  SendLimits,
  SignInKey,
  TryLimits,
} from '../../ports/pending-sign-in.js';
import type { PendingStore } from '../../ports/pending-store.js';

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

/** Limits under which the lock comes before anything else does. */
export const LOCKS_AT_TWO: SendLimits & TryLimits = { ...LIMITS, maxFailures: 2 };

/** The key of a new sign-in, of a subject never seen before unless its tag is given. */
export function newKey(subjectTag: string = randomBytes(12).toString('base64url')): SignInKey {
  return { subjectTag, id: randomBytes(32).toString('hex') };
}

/** A sign-in as it is opened by default. */
export function newSignIn(changes: Partial<NewSignIn> = {}): NewSignIn {
  const credential = randomBytes(16).toString('base64url');
  const given = {
    subject: randomUUID(),
    purpose: 'sign-in',
    epoch: 3,
    credential,
    methods: ['sms', 'totp'],
    amr: ['pwd'],
    returnTo: '/products',
  } as const;
  return { ...given, expiresInSeconds: 600, ...changes };
}

/** A target that is a confirmed phone. */
export function newTarget(changes: Partial<CodeTarget> = {}): CodeTarget {
  return { method: 'sms', factorId: randomUUID(), lastDigits: '42', sealed: null, ...changes };
}

const secret = randomBytes(32);

/** What an answer with these digits is compared by: bound to its own sign-in. */
export function gateOf(key: SignInKey, digits: string): string {
  return createHmac('sha256', secret).update(`${key.id}\n${digits}`).digest('base64url').slice(0, 22);
}

/** A code with these digits for this sign-in, as it reaches the store. */
export function newCode(key: SignInKey, digits: string, changes: Partial<NewCode> = {}): NewCode {
  const mac = createHmac('sha256', secret).update(`mac\n${key.id}\n${digits}`).digest('base64url').slice(0, 22);
  const given = {
    target: newTarget(),
    gate: gateOf(key, digits),
    mac,
    reference: 'KX',
    expiresInSeconds: 300,
    quotas: [],
  };
  return { ...given, ...changes };
}

/** Opens a sign-in whose first code has these digits; tells its key. */
export async function openWith(store: PendingStore, digits: string, subjectTag?: string): Promise<SignInKey> {
  const key = newKey(subjectTag);
  const outcome = await store.open(key, newSignIn(), LIMITS, newCode(key, digits));
  assert.equal(outcome.status, 'opened');
  return key;
}

/** The sign-in as it stands, which must be there. */
export async function readOpen(store: PendingStore, key: SignInKey): Promise<PendingSignIn> {
  const outcome = await store.read(key);
  assert.equal(outcome.status, 'open');
  return (outcome as { signIn: PendingSignIn }).signIn;
}

/** Answers with these digits under the limits that ship. */
export function answer(store: PendingStore, key: SignInKey, digits: string, limits: TryLimits = LIMITS) {
  return store.verify(key, { gates: [gateOf(key, digits)] }, limits);
}

/** Answers wrongly this many times, one after another. */
export async function failTimes(store: PendingStore, key: SignInKey, times: number): Promise<void> {
  for (let n = 0; n < times; n++) await answer(store, key, '000000');
}

/** Asserts a remaining time, with room for a slow machine. */
export function assertSeconds(actual: number | undefined, expected: number): void {
  assert.ok(
    actual !== undefined && actual <= expected && actual >= expected - 3,
    `${actual} s where ${expected} s were due`,
  );
}

/** What a leak of these digits would look like in a dump (R02). */
export function tracesOf(digits: string): string[] {
  const hashes = ['md5', 'sha1', 'sha256'].flatMap((name) =>
    (['hex', 'base64', 'base64url'] as const).map((form) => createHash(name).update(digits).digest(form)),
  );
  return [digits, Buffer.from(digits).toString('base64').replace(/=+$/, ''), ...hashes];
}
