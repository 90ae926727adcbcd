import type { UnstampedEvent } from '../event-stamp.js';
import type { PendingStore } from '../ports/pending-store.js';
import type { Timer } from '../ports/timer.js';
import { Gathering } from './gathering.js';

/** Wrong answers of all subjects together, within an hour, at which somebody should look (R78). */
const ALARM = { failures: 50, windowSeconds: 3_600 } as const;

/** So many are told to the store at once, or after a minute. */
const MOST_GATHERED = 10;
const GATHERED_MS = 60_000;

/**
 * Counts the wrong answers of all subjects, over all processes, and raises the alarm once an hour: a list of stolen passwords
 * that is tried account by account stays below every limit of a single one. Nobody waits for it.
 */
export class FailureAlarm {
  readonly #pending: PendingStore;
  readonly #tell: (event: UnstampedEvent) => void;
  readonly #gathering: Gathering;
  #gathered = 0;

  constructor(
    { pending, timer }: { readonly pending: PendingStore; readonly timer: Timer },
    tell: (event: UnstampedEvent) => void,
  ) {
    this.#pending = pending;
    this.#tell = tell;
    this.#gathering = new Gathering(timer, () => this.#count());
  }

  /** An answer was wrong. */
  failed(): void {
    this.#gathered += 1;
    this.#gathering.added(this.#gathered, MOST_GATHERED, GATHERED_MS);
  }

  #count(): void {
    const more = this.#gathered;
    this.#gathered = 0;
    this.#pending.countFailures(more, ALARM.windowSeconds).then(
      (failures) => this.#raise(failures, more),
      // What cannot be counted is no reason to refuse anything: every limit holds as ever.
      () => undefined,
    );
  }

  /** By the process whose failures reach the limit, and so once. */
  #raise(failures: number, more: number): void {
    if (failures < ALARM.failures || failures - more >= ALARM.failures) return;
    this.#tell({ type: 'countersign.failures.alarm', failures });
  }
}
