import type { Assurance } from '../assurance.js';
import type { Caller } from '../caller.js';
import type { SignInKey } from '../ports/pending-sign-in.js';
import type { Engine } from './engine.js';

/** How long what belongs to a step-up is kept, in seconds: no longer than one may take. */
const MOST_SECONDS = 600;

/** The name of the proof that a sign-in will be when its code is right: 128 bits of its id, in hexadecimal. */
export function proofOf({ id }: SignInKey): string {
  return id.slice(0, 32);
}

/** How long something is kept for a sign-in that is opened now. */
export function keptSecondsOf<User>({ options }: Engine<User>): number {
  return Math.min(options.signInTtlSeconds, MOST_SECONDS);
}

/** Whose session asks: what it has proved, and its id where the host's session middleware tells one. */
export interface Holder extends Pick<Caller, 'session'> {
  readonly assurance: Assurance | undefined;
}

/**
 * What tells a session from all others before a step-up, which gives it another id (R45): its id, or else the proof that
 * was made in it alone. `undefined` for one that has neither.
 */
export function holderOf<User>({ keys }: Engine<User>, { session, assurance }: Holder): string | undefined {
  return session ? keys.session(session) : assurance?.proof;
}
