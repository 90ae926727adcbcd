import type { Amr, CodeTarget, Delivery, LiveCode, NewSignIn, SendFailure } from '@countersign/core';

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
export function writeTarget({ channel, factorId, destination, lastDigits, sealedPhone }: CodeTarget): string {
  return JSON.stringify([channel, factorId, destination, lastDigits, sealedPhone]);
}

/** Reads what {@link writeTarget} wrote. @throws Error when it is something else. */
export function readTarget(text: string): CodeTarget {
  const [channel, factorId, destination, lastDigits, sealedPhone] = readArray(text, 5);
  return { channel, factorId, destination, lastDigits, sealedPhone } as CodeTarget;
}

/** Writes what became of a message as the scripts keep it: `undelivered opted_out`, the reason where there is one. */
export function writeDelivery(delivery: Delivery, failure: SendFailure | null): string {
  return failure === null ? delivery : `${delivery} ${failure}`;
}

/** Reads what {@link writeDelivery} wrote; nothing was noted yet of a message that is only accepted. */
export function readDelivery(text: string | null): Pick<LiveCode, 'delivery' | 'failure'> {
  const [delivery = '', failure = null] = (text ?? 'accepted').split(' ');
  return { delivery, failure } as Pick<LiveCode, 'delivery' | 'failure'>;
}

function readArray(text: string, length: number): unknown[] {
  const array: unknown = JSON.parse(text);
  if (Array.isArray(array) && array.length === length) return array;
  throw new Error('This is no record of ours');
}
