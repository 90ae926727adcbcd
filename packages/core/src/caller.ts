import type { Assurance } from './assurance.js';
import type { SessionId } from './session-id.js';

/** Who asks, as the web layer vouches for it. Events say so; no rule goes by the session's id. */
export interface Caller {
  /** The client's address, normalised, by which its sends are counted; the web layer vouches for it (R17). */
  readonly address?: string | undefined;
  /** The host's session, where somebody is signed in with one. Events hold its keyed hash alone (R75, R76). */
  readonly session?: SessionId | undefined;
  /** What the session has proved that asks, where somebody is signed in. A change of factors is for such a session alone. */
  readonly assurance?: Assurance | undefined;
}
