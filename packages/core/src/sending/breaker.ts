import type { Clock } from '../ports/clock.js';
import type { SendOutcome } from '../ports/code-sender.js';

const FAILURES = 5;
const WITHIN_MS = 60_000;
const OPEN_MS = 30_000;

/** What counts as a failure of the provider, and not of one number or message. */
const OF_PROVIDER = ['busy', 'unavailable', 'misconfigured'];

/**
 * A circuit breaker for one sender (R85): after five failures of the provider within a minute it is left alone for half a
 * minute, then tried with a single message. Nobody waits five seconds for what is known to be down.
 */
export class Breaker {
  #failures: number[] = [];
  #openUntil = 0;
  #probing = false;

  constructor(private readonly clock: Clock) {}

  /** Whether no message may go to the provider now. Asking changes nothing. */
  get isOpen(): boolean {
    return this.#openUntil !== 0 && (this.clock.now() < this.#openUntil || this.#probing);
  }

  /** Whether a message may go to the provider now. After the pause one may, and the others wait for what comes of it. */
  allows(): boolean {
    if (this.isOpen) return false;
    this.#probing = this.#openUntil !== 0;
    return true;
  }

  /**
   * Notes what came of a message that was allowed.
   * @returns `opened` when this failure has opened it.
   */
  note(outcome: SendOutcome): 'opened' | undefined {
    this.#probing = false;
    if (outcome.status === 'accepted' || !OF_PROVIDER.includes(outcome.reason)) {
      this.#openUntil = 0;
      this.#failures = [];
      return undefined;
    }
    const now = this.clock.now();
    this.#failures = [...this.#failures.filter((at) => at > now - WITHIN_MS), now];
    const opens = this.#openUntil !== 0 || this.#failures.length >= FAILURES;
    if (!opens) return undefined;
    const wasOpen = this.#openUntil !== 0;
    this.#openUntil = now + OPEN_MS;
    return wasOpen ? undefined : 'opened';
  }
}
