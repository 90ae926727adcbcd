import type { Clock } from './ports/clock.js';
import type { FactorStore, Posture } from './ports/factor-store.js';

/** How long a guard may go on with what it knew. */
const FRESH_MS = 5_000;
/** Beyond this many subjects the oldest entry goes. */
const MOST_SUBJECTS = 10_000;

interface Entry {
  readonly posture: Promise<Posture>;
  readonly until: number;
}

/**
 * The subjects' epochs and methods, in this process, for at most 5 s: so that a guarded request costs no trip to a store.
 * Requests that come together share one query. A failed query is not kept.
 */
export class PostureCache {
  readonly #entries = new Map<string, Entry>();

  constructor(
    private readonly factors: Pick<FactorStore, 'posture'>,
    private readonly clock: Clock,
  ) {}

  /**
   * The subject's posture, at most 5 s old.
   * @param atLeast - an epoch that another process has seen: what is known of an earlier one is out of date.
   */
  async get(subject: string, atLeast = 0): Promise<Posture> {
    const known = this.#entries.get(subject);
    const posture = known && known.until > this.clock.now() ? await known.posture : undefined;
    return posture && posture.epoch >= atLeast ? posture : this.#load(subject);
  }

  /** Forgets a subject whose factors have just changed. */
  forget(subject: string): void {
    this.#entries.delete(subject);
  }

  #load(subject: string): Promise<Posture> {
    const posture = this.factors.posture(subject);
    this.#entries.delete(subject);
    this.#entries.set(subject, { posture, until: this.clock.now() + FRESH_MS });
    posture.catch(() => this.#entries.get(subject)?.posture === posture && this.forget(subject));
    if (this.#entries.size > MOST_SUBJECTS) this.forget(this.#entries.keys().next().value as string);
    return posture;
  }
}
