import type { Clock } from '../ports/clock.js';
import type { Timer } from '../ports/timer.js';

interface Due {
  readonly at: number;
  readonly run: () => void;
}

/** A clock that stands still until a test moves it; a timer too, for what is to happen when it does. */
export class ManualClock implements Clock, Timer {
  #now: number;
  readonly #due = new Set<Due>();

  /** @param now - where it starts, milliseconds since 1970. Default: a moment in 2026. */
  constructor(now = Date.UTC(2026, 0, 5, 9)) {
    this.#now = now;
  }

  /** Milliseconds since 1970. */
  now(): number {
    return this.#now;
  }

  /** Runs something when so much time has passed. @returns what calls it off. */
  after(milliseconds: number, run: () => void): () => void {
    const due = { at: this.#now + milliseconds, run };
    this.#due.add(due);
    return () => void this.#due.delete(due);
  }

  /** Lets time pass, and begins what was to happen meanwhile, each thing at its time. */
  advance(milliseconds: number): void {
    const end = this.#now + milliseconds;
    for (let next = this.#next(end); next; next = this.#next(end)) {
      this.#due.delete(next);
      this.#now = next.at;
      next.run();
    }
    this.#now = end;
  }

  #next(end: number): Due | undefined {
    return [...this.#due].filter(({ at }) => at <= end).sort((one, other) => one.at - other.at)[0];
  }
}
