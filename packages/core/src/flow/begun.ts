import type { Assurance } from '../assurance.js';
import type { KeptDevice } from '../device-token.js';
import type { SignInToken } from '../sign-in-token.js';
import type { SecondFactorState } from '../state.js';

/** What follows a right password. */
export type Begun =
  /** Nothing more is needed: sign in, with this to put into the session. */
  | {
      readonly status: 'complete';
      readonly assurance: Assurance;
      /** Of a trusted device: what the browser must keep from here on. */
      readonly device?: KeptDevice | undefined;
    }
  /** The second step is open: give the token to the browser, and nothing that can authenticate (R43). */
  | { readonly status: 'pending'; readonly token: SignInToken; readonly state: SecondFactorState };
