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
  /**
   * When the first factor was proved, milliseconds since 1970, where that is known: factors are changed soon after it only (R34).
   * A step-up with the password, both of whose steps were right, makes it younger; from it the session's age is counted (R50).
   */
  readonly firstFactorAt?: number | undefined;
  /** The subject's security epoch at that moment; a session of an older epoch counts for nothing (R38). */
  readonly epoch: number;
  /**
   * By which method the second factor was proved last; absent when only the first was. Of a trusted device, by which it was
   * when the device was trusted.
   */
  readonly method?: Method | undefined;
  /** Names that proof, of which one session is made: what is kept for a session is tied to it. Of no use to sign in. */
  readonly proof?: string;
  /**
   * That a trusted device stood in for the second factor at log-in: it proves none, so `amr` has no `mfa`, `verifiedAt` is
   * `null`, and no step-up is passed by it (R54).
   */
  readonly trustedDevice?: boolean | undefined;
}
