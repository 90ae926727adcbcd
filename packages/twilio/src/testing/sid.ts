import { randomBytes } from 'node:crypto';

/** A new name for a resource of a kind, as `SM` for a message. */
export const newSid = (kind: string): string => `${kind}${randomBytes(16).toString('hex')}`;
