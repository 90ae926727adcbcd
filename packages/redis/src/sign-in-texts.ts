import type { Amr, CodeTarget, NewSignIn } from '@countersign/core';

/** What a sign-in is about: nothing in it changes, and no script looks into it. */
export type Details = Omit<NewSignIn, 'expiresInSeconds'>;

/** Writes the details as the scripts keep them: a JSON array, of fixed order. */
export function writeDetails({ subject, purpose, epoch, credential, returnTo, amr }: Details): string {
  return JSON.stringify([subject, purpose, epoch, credential, returnTo, amr.join(' ')]);
}

/** Reads what {@link writeDetails} wrote. @throws Error when it is something else. */
export function readDetails(text: string): Details {
  const [subject, purpose, epoch, credential, returnTo, names] = readArray(text, 6);
  const amr = String(names)
    .split(' ')
    .filter((name) => name !== '') as Amr[];
  return { subject, purpose, epoch, credential, returnTo, amr } as Details;
}

/** Writes a target as the scripts keep it: a JSON array, of fixed order. */
export function writeTarget({ factorId, destination, lastDigits, sealedPhone }: CodeTarget): string {
  return JSON.stringify([factorId, destination, lastDigits, sealedPhone]);
}

/** Reads what {@link writeTarget} wrote. @throws Error when it is something else. */
export function readTarget(text: string): CodeTarget {
  const [factorId, destination, lastDigits, sealedPhone] = readArray(text, 4);
  return { factorId, destination, lastDigits, sealedPhone } as CodeTarget;
}

function readArray(text: string, length: number): unknown[] {
  const array: unknown = JSON.parse(text);
  if (Array.isArray(array) && array.length === length) return array;
  throw new Error('This is no record of ours');
}
