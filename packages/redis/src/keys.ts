import type { KeptKey, SendQuota, SignInKey } from '@countersign/core';

/** The keys of one sign-in, in the order in which every script takes them. */
export type Keys = readonly [signIn: string, code: string, cooldown: string, failures: string, wait: string];

/**
 * Names the keys of one sign-in. The subject's tag is their hash tag (in braces), so that Redis Cluster keeps all of a
 * subject's keys in one slot and one script may touch them all.
 * @param prefix - the first segment of every key.
 */
export function keysOf(prefix: string, { subjectTag, id, ledger }: SignInKey): Keys {
  const subject = `${prefix}:{${subjectTag}}`;
  const ofSignIn = [`${subject}:sign-in:${id}`, `${subject}:code:${id}`, `${subject}:cooldown:${id}`] as const;
  return [...ofSignIn, ...failureKeysOf(prefix, subjectTag, ledger)];
}

/**
 * What a subject's wrong answers leave behind, whatever sign-in they were made in: the count, and the wait; or those of a
 * browser that it knows.
 */
export function failureKeysOf(
  prefix: string,
  subjectTag: string,
  ledger?: string,
): readonly [failures: string, wait: string] {
  const own = ledger === undefined ? '' : `:${ledger}`;
  return [`${prefix}:{${subjectTag}}:failures${own}`, `${prefix}:{${subjectTag}}:wait${own}`];
}

/** The numbers that a subject has tried to register. */
export function numbersKeyOf(prefix: string, { subjectTag }: SignInKey): string {
  return `${prefix}:{${subjectTag}}:numbers`;
}

/** A text that is used once, beside the sign-ins of its subject. */
export function keptKeyOf(prefix: string, { subjectTag, kind, id }: KeptKey): string {
  return `${prefix}:{${subjectTag}}:${kind}:${id}`;
}

/** The list of a subject's trusted devices. Each has a key of its own, named by its id; the scripts make it of this one. */
export function devicesKeyOf(prefix: string, subjectTag: string): string {
  return `${prefix}:{${subjectTag}}:devices`;
}

/** The counters of a quota, one for each window, under the tag of its owner: the subject's are in the slot of its sign-ins. */
export function quotaKeysOf(prefix: string, { owner, windows }: SendQuota): string[] {
  return windows.map(({ name }) => `${prefix}:{${owner}}:sends:${name}`);
}

/**
 * Checks a prefix: a brace in it would be taken for the hash tag, and scatter a subject's keys.
 * @throws RangeError
 */
export function checkPrefix(prefix: string): string {
  if (!/^[\w.:-]{1,32}$/.test(prefix)) {
    throw new RangeError('prefix must be 1 to 32 letters, digits, or any of . _ : -');
  }
  return prefix;
}
