import type { Amr } from './amr.js';
import type { Method } from './purpose.js';

/**
 * What a session has proved. Written by the second step only, on the server, as `session.countersign`; token hosts put it
 * into their token as claims.
 */
export interface Assurance {
  /** The account's id. */
  readonly subject: string;
  /** Truthful: `mfa` only when two kinds of factor were proved in this session (R68). */
  readonly amr: readonly Amr[];
  /** When the second factor was proved, milliseconds since 1970; `null` when only the first was. */
  readonly verifiedAt: number | null;
  /** The subject's security epoch at that moment; a session of an older epoch counts for nothing (R38). */
  readonly epoch: number;
  /** By which method the second factor was proved last; absent when only the first was. */
  readonly method?: Method | undefined;
  /** Names that proof, of which one session is made: what is kept for a session is tied to it. Of no use to sign in. */
  readonly proof?: string;
}
