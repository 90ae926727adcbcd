import type { SignInToken } from '../sign-in-token.js';
import type { SecondFactorState } from '../state.js';
import type { Engine } from './engine.js';
import { expired } from './refusals.js';

/**
 * A right answer that signs nobody in: a recovery code (R60), and a factor that the policy does not count, lead to another pending
 * sign-in, in which a factor must be bound first. Give the token to the browser in the place of the one before, and nothing that can authenticate.
 */
export interface Reopened {
  readonly status: 'pending';
  readonly token: SignInToken;
  readonly state: SecondFactorState;
}

/** Ends it for a caller that knows of no such thing. @throws SecondFactorError `sign_in_expired`, always */
export async function leadNowhere<User>({ options }: Engine<User>, { token }: Reopened): Promise<never> {
  await options.pending.close(token.key);
  throw expired();
}
