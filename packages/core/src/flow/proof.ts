import type { Advance, Factor, NewFactor, Sharing } from '../ports/factor.js';
import type { Method } from '../purpose.js';

/** What a right answer has proved, of what kind ever: what {@link complete} makes a session or a factor of. */
export interface Proof {
  readonly method: Exclude<Method, 'recovery'>;
  /**
   * Of a sign-in that binds a factor: what that is made of, and how many may share it; `undefined` for an answer that was made
   * for something else (R04).
   */
  bind(): { readonly factor: NewFactor; readonly sharing?: Sharing | undefined } | undefined;
  /**
   * Of any other: which of the subject's factors has been proved, as they are now, and how that moves it on; `'binding'` for
   * an answer that was made for something else (R04), `undefined` where what it was made for is none of them, any more.
   */
  match(
    factors: readonly Factor[],
  ): { readonly factor: Factor; readonly advance?: Advance | undefined } | 'binding' | undefined;
}
