import { createHash, randomBytes } from 'node:crypto';

/** A new name for a resource of a kind, as `SM` for a message. */
export const newSid = (kind: string): string => `${kind}${randomBytes(16).toString('hex')}`;

/** The name of what is there from the start, as `PN` for a number: always the same. */
export const sidOf = (kind: string, of: string): string =>
  `${kind}${createHash('sha256').update(of).digest('hex').slice(0, 32)}`;
