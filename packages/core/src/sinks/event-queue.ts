import { withDeadline } from '../deadline.js';
import { stampEvent } from '../event-stamp.js';
import type { SecondFactorEvent } from '../events.js';
import { Backoff } from './backoff.js';
import { type QueueOptions, resolveQueueOptions } from './queue-options.js';

/**
 * Writes events, in their order. What it rejects with is dropped and the same events are given again: after a failure that
 * may not have been one it must know them by their ids.
 */
export type EventWriter = (events: readonly SecondFactorEvent[]) => Promise<void>;

const MOST_AT_ONCE = 100;
const PATIENCE_MS = 5_000;

/**
 * Stands between the second step and a place where events are kept (R75). Taking an event costs nothing and never throws;
 * what is taken is written in its order, by one writer, again and again until it is. A queue that is full refuses, says so
 * once, and puts `countersign.events.lost` in the place of what it has refused.
 */
export class EventQueue {
  readonly #waiting: SecondFactorEvent[] = [];
  readonly #settings: Required<QueueOptions>;
  readonly #backoff = new Backoff();
  #running: Promise<void> | undefined;
  #closed = false;
  #gap = 0;
  #refused = 0;

  /**
   * @param name - of the place, for what is reported.
   * @throws OptionError
   */
  constructor(
    private readonly name: string,
    private readonly write: EventWriter,
    options: QueueOptions = {},
  ) {
    this.#settings = resolveQueueOptions(options);
  }

  /** How many events were refused since the start, because it was full or closed. */
  get refused(): number {
    return this.#refused;
  }

  /** Takes an event, to be written soon. @returns whether there was room for it. */
  take(event: SecondFactorEvent): boolean {
    if (this.#closed || this.#waiting.length >= this.#settings.capacity) return this.#refuse();
    this.#waiting.push(event);
    this.#running ??= this.#run();
    return true;
  }

  /**
   * Resolves when everything is written, or when that has taken too long.
   * @returns whether nothing waits any more.
   */
  async flush(patienceMs = PATIENCE_MS): Promise<boolean> {
    this.#backoff.wake();
    await withDeadline(this.#running ?? Promise.resolve(), patienceMs).catch(() => undefined);
    return this.#waiting.length === 0;
  }

  /** Takes no more, and writes what waits. What then still waits is reported, as a number. */
  async close(patienceMs = PATIENCE_MS): Promise<boolean> {
    this.#closed = true;
    const written = await this.flush(patienceMs);
    if (!written) this.#report(`${this.#waiting.length} events could not be written`);
    this.#waiting.length = 0;
    return written;
  }

  #refuse(): false {
    this.#refused += 1;
    this.#gap += 1;
    if (this.#gap === 1) this.#report('no room for more events, they are refused');
    return false;
  }

  async #run(): Promise<void> {
    // Not at once: whoever tells an event goes on first.
    await Promise.resolve();
    while (this.#waiting.length > 0) await this.#step();
    this.#running = undefined;
  }

  async #step(): Promise<void> {
    const batch = this.#waiting.slice(0, MOST_AT_ONCE);
    try {
      await this.write(batch);
    } catch {
      if (this.#backoff.failures === 0) this.#report('events cannot be written, they wait');
      return this.#backoff.wait();
    }
    if (this.#backoff.failures > 0) this.#report('events are written again');
    this.#backoff.reset();
    this.#waiting.splice(0, batch.length);
    this.#tellGap();
  }

  #tellGap(): void {
    if (this.#gap === 0 || this.#closed) return;
    const now = this.#settings.clock.now();
    this.#waiting.push(stampEvent({ type: 'countersign.events.lost', count: this.#gap }, now));
    this.#report(`${this.#gap} events were refused`);
    this.#gap = 0;
  }

  #report(line: string): void {
    try {
      this.#settings.report(`${this.name}: ${line}`);
    } catch {
      // Whoever listens there must not stop what is written here.
    }
  }
}
