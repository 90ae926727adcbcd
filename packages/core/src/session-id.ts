import { Masked } from './masked.js';

/** The id of a session of the host's: whoever has it is signed in, so it prints masked (R76). */
export class SessionId extends Masked {
  // biome-ignore lint/correctness/noUnusedPrivateClassMembers: tells the compiler this kind from the others
  readonly #kind = 'session-id';

  /** @param text - as the host's session middleware has it. */
  constructor(text: string) {
    super(text);
  }

  /** A fixed text. */
  mask(): string {
    return 'session';
  }
}
