import type { SignInKey } from '../ports/pending-store.js';

/** A code, by the sign-in and the letters that it is known by. */
export interface CodeName {
  readonly key: SignInKey;
  readonly reference: string;
}

const SHAPE = /^([\w-]{16})\.([0-9a-f]{64})\.([A-Z]{2})$/;

/** Names a code for a provider that will report on its message. Leads to the code's record, and signs nobody in. */
export function writeReceiptFor({ subjectTag, id }: SignInKey, reference: string): string {
  return `${subjectTag}.${id}.${reference}`;
}

/** Reads such a name; `undefined` for what is none. */
export function readReceiptFor(text: string): CodeName | undefined {
  const [, subjectTag, id, reference] = SHAPE.exec(text) ?? [];
  if (subjectTag === undefined || id === undefined || reference === undefined) return undefined;
  return { key: { subjectTag, id }, reference };
}
