import { Masked } from './masked.js';

/** Longer than any password that a person has; what a slow hash is fed must have an end (R18). */
const LONGEST = 1_024;

/** A password on its way to the host's own check. Prints as dots, and is kept nowhere (R06, R76). */
export class Password extends Masked {
  // biome-ignore lint/correctness/noUnusedPrivateClassMembers: tells the compiler this kind from the others
  readonly #kind = 'password';

  private constructor(text: string) {
    super(text);
  }

  /** Takes what somebody has typed, exactly as it was; `undefined` for what cannot be a password: none, or more than 1,024 units. */
  static of(typed: unknown): Password | undefined {
    return typeof typed === 'string' && typed !== '' && typed.length <= LONGEST ? new Password(typed) : undefined;
  }

  /** Dots, as many for each. */
  mask(): string {
    return '••••••••';
  }
}
