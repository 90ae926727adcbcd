import type { Amr } from '../amr.js';
import type { Caller } from '../caller.js';
import type { Password } from '../password.js';
import type { Channel } from '../purpose.js';

/**
 * Tells the name of the exemption that frees a credential from the second step, or `undefined`.
 * @param amr - what the session has proved by its first factor; nothing when that is out of date.
 */
export type Exempt = (amr: readonly Amr[]) => string | undefined;

/** What is known when a second step opens. */
export interface Opening extends Caller {
  /** A same-origin path to open afterwards. @defaultValue null */
  readonly returnTo?: string | null;
  /** How the first factor was proved, by the names of RFC 8176; `[]` where none fits. @defaultValue ['pwd'] */
  readonly amr?: readonly Amr[];
  /** When the first factor was proved, milliseconds since 1970; `null` where nobody knows. @defaultValue now, at a log-in */
  readonly firstFactorAt?: number | null | undefined;
  /** Of a step-up: the account's password, where the session's first factor is too old as well (R34). @defaultValue not proved */
  readonly password?: Password | undefined;
  /** How the first code goes out, where a phone is registered. @defaultValue 'sms' */
  readonly channel?: Channel | undefined;
  /** Whether it opens for who could wait until a deadline of the policy's, and enrols before. @defaultValue false */
  readonly early?: boolean | undefined;
  /** The marks of a browser that may be known, as it has sent them. @defaultValue none */
  readonly marks?: readonly string[] | undefined;
  /** What a browser holds that may be trusted, as it has sent it. @defaultValue nothing */
  readonly devices?: readonly string[] | undefined;
  /** Frees some credentials from the second step. @defaultValue none */
  readonly exempt?: Exempt | undefined;
}
