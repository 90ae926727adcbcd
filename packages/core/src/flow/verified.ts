import type { Assurance } from '../assurance.js';
import type { Purpose } from '../purpose.js';

/** A finished second step. */
export interface Verified<User> {
  /** The user as loaded after the code was right (R46). */
  readonly user: User;
  /** What the new session has proved. */
  readonly assurance: Assurance;
  /** The page first asked for, or `null`. */
  readonly returnTo: string | null;
  /** What was proved for. A step-up and a change count only in a session of the same subject. */
  readonly purpose: Purpose;
  /** What the browser should keep, so that it is known again; `null` where browsers are not, and after a step-up. */
  readonly mark: string | null;
}
