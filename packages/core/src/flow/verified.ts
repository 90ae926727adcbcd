import type { Assurance } from '../assurance.js';
import type { KeptDevice } from '../device-token.js';
import type { Purpose } from '../purpose.js';
import type { RecoveryCode } from '../recovery-code.js';

/** A finished second step. */
export interface Verified<User> {
  readonly status: 'complete';
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
  /** A fresh set, where a recovery code led here: to be shown once, and kept nowhere (R59, R60). */
  readonly recoveryCodes?: readonly RecoveryCode[] | undefined;
  /** What the browser should keep, so that it is trusted; `null` where nobody has asked for that, or it is not granted (R54). */
  readonly device: KeptDevice | null;
}
