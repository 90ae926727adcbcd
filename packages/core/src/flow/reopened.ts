import type { SignInToken } from '../sign-in-token.js';
import type { SecondFactorState } from '../state.js';

/**
 * A right answer that signs nobody in: a recovery code leads to another pending sign-in, in which a factor must be bound first
 * (R60). Give the token to the browser in the place of the one before, and nothing that can authenticate.
 */
export interface Reopened {
  readonly status: 'pending';
  readonly token: SignInToken;
  readonly state: SecondFactorState;
}
