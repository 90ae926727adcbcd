/** How late our own timers are, at most, since somebody asked. */
class Lag {
  #worst = 0;

  constructor() {
    let last = performance.now();
    setInterval(() => {
      const now = performance.now();
      this.#worst += Math.max(0, now - last - 60);
      last = now;
    }, 50).unref();
  }

  /** All lateness so far, in milliseconds. */
  get total(): number {
    return this.#worst;
  }
}

/** How long killed processes take to be gone: on a busy machine a second or more, in which nobody breaks off what they had begun. */
class Dying {
  #past = 0;
  #since: number | undefined;

  /** All of that so far, in milliseconds. */
  get total(): number {
    return this.#past + (this.#since === undefined ? 0 : performance.now() - this.#since);
  }

  /** A process is killed now. */
  async until(gone: Promise<unknown>): Promise<void> {
    this.#since = performance.now();
    await gone;
    this.#past = this.total;
    this.#since = undefined;
  }
}

/** What the machine adds to every answer. */
export const lag = new Lag();
/** What it adds to one that never came, as its process was killed. */
export const dying = new Dying();
