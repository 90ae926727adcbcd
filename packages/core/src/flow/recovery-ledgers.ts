import type { SignInKey } from '../ports/pending-sign-in.js';
import type { SignInToken } from '../sign-in-token.js';

/** Where the failures of recovery codes are counted: apart from the subject's others (R58). */
export const RECOVERY_LEDGER = 'recovery';

/**
 * Where those are that are made after a right recovery code, while the new factor is bound: what had locked the subject's
 * answers must not keep it from that. In the token, so as long as a browser's ledger.
 */
export const BINDING_LEDGER = 'recovery-binding';

/** The same sign-in, its failures counted as those of recovery codes. */
export function recoveryKeyOf({ key }: SignInToken): SignInKey {
  return { ...key, ledger: RECOVERY_LEDGER };
}
