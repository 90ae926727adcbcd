import type { SignInKey } from '../ports/pending-sign-in.js';

/** A message, by the sign-in and the letters that its code is known by. */
export interface CodeName {
  readonly key: SignInKey;
  readonly reference: string;
  /** Which send of the sign-in, from 1: a code may go out more than once. */
  readonly send: number;
}

const SHAPE = /^([\w-]{16})\.([0-9a-f]{64})\.([A-Z]{2})\.([1-9])$/;

/** Names a message for a provider that will report on it. Leads to its code's record, and signs nobody in. */
export function writeReceiptFor({ subjectTag, id }: SignInKey, reference: string, send: number): string {
  return `${subjectTag}.${id}.${reference}.${send}`;
}

/** Reads such a name; `undefined` for what is none. */
export function readReceiptFor(text: string): CodeName | undefined {
  const [, subjectTag, id, reference, send] = SHAPE.exec(text) ?? [];
  if (subjectTag === undefined || id === undefined || reference === undefined) return undefined;
  return { key: { subjectTag, id }, reference, send: Number(send) };
}
