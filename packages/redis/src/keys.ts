import type { SignInKey } from '@countersign/core';

/** How many keys every script is given. */
export const KEY_COUNT = 4;

/** The keys of one sign-in, in the order in which every script takes them. */
export type Keys = readonly [signIn: string, code: string, cooldown: string, failures: string];

/**
 * Names the keys of one sign-in. The subject's tag is their hash tag (in braces), so that Redis Cluster keeps all of a
 * subject's keys in one slot and one script may touch them all.
 * @param prefix - the first segment of every key.
 */
export function keysOf(prefix: string, { subjectTag, id }: SignInKey): Keys {
  const subject = `${prefix}:{${subjectTag}}`;
  return [`${subject}:sign-in:${id}`, `${subject}:code:${id}`, `${subject}:cooldown:${id}`, `${subject}:failures`];
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
