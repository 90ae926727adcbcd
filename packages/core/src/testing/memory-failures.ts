import type { Clock } from '../ports/clock.js';
import type { FailureRule, Suspicion } from '../ports/factor-store.js';

const THIRTY_DAYS_MS = 30 * 24 * 60 * 60 * 1000;

/** What {@link MemoryFailures.count} came to. */
interface Counted {
  readonly inThirtyDays: number;
  readonly suspectedNow: boolean;
}

/** The failures of subjects in 30 days, and the suspicions that came of them: in memory. */
export class MemoryFailures {
  readonly #times = new Map<string, readonly number[]>();
  readonly #suspicions = new Map<string, { readonly credential: string | null; readonly roomAt: number }>();

  /** @param clock - tells how old a failure is. */
  constructor(private readonly clock: Clock) {}

  /** Counts one failure. */
  count(subject: string, { maxInThirtyDays, credential }: FailureRule): Counted {
    const times = [...this.#recent(subject), this.clock.now()];
    this.#times.set(subject, times);
    // When this one is too old to count, there is room for another.
    const last = times.at(-maxInThirtyDays);
    const suspectedNow = last !== undefined && !this.suspicion(subject);
    if (suspectedNow) this.#suspicions.set(subject, { credential, roomAt: last + THIRTY_DAYS_MS + 1 });
    return { inThirtyDays: times.length, suspectedNow };
  }

  /** The failures of the last 30 days. */
  inThirtyDays(subject: string): number {
    return this.#recent(subject).length;
  }

  /** The suspicion that holds. */
  suspicion(subject: string): Suspicion | undefined {
    const kept = this.#suspicions.get(subject);
    if (!kept) return undefined;
    const roomInSeconds = Math.max(0, Math.ceil((kept.roomAt - this.clock.now()) / 1_000));
    return kept.credential !== null || roomInSeconds > 0 ? { credential: kept.credential, roomInSeconds } : undefined;
  }

  /** Ends a suspicion and has the 30 days begin again; tells whether there was one. */
  clear(subject: string, about?: Pick<Suspicion, 'credential'>): boolean {
    const held = this.suspicion(subject);
    if (!held || (about && about.credential !== held.credential)) return false;
    this.#suspicions.delete(subject);
    return this.#times.delete(subject);
  }

  #recent(subject: string): readonly number[] {
    const from = this.clock.now() - THIRTY_DAYS_MS;
    return (this.#times.get(subject) ?? []).filter((at) => at >= from);
  }
}
