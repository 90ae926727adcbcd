import type { Timer } from '../ports/timer.js';

/** Gathers what a store is to be told, so that no request waits for it or costs a command more. */
export class Gathering {
  readonly #timer: Timer;
  readonly #tell: () => void;
  #callOff: (() => void) | undefined;

  /** @param tell - hands on what was gathered, and forgets it. */
  constructor(timer: Timer, tell: () => void) {
    this.#timer = timer;
    this.#tell = tell;
  }

  /**
   * Something was gathered.
   * @param count - how much by now.
   * @param most - from so much on it is told at once.
   * @param milliseconds - how long it may wait otherwise.
   */
  added(count: number, most: number, milliseconds: number): void {
    if (count >= most) this.flush();
    else this.#callOff ??= this.#timer.after(milliseconds, () => this.flush());
  }

  /** Tells now. */
  flush(): void {
    this.#callOff?.();
    this.#callOff = undefined;
    this.#tell();
  }
}
