const FIRST_MS = 100;
const LONGEST_MS = 10_000;

/** Waits longer after each failure in a row: 0.1 s, 0.2 s … 10 s; whoever is in a hurry wakes it. */
export class Backoff {
  #failures = 0;
  #wake: () => void = () => undefined;

  /** How often in a row it has failed. */
  get failures(): number {
    return this.#failures;
  }

  /** Resolves when it is time to try again. Does not keep the process alive. */
  wait(): Promise<void> {
    const milliseconds = Math.min(FIRST_MS * 2 ** this.#failures, LONGEST_MS);
    this.#failures += 1;
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds).unref();
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** Ends a wait at once. */
  wake(): void {
    this.#wake();
  }

  /** Something went well. */
  reset(): void {
    this.#failures = 0;
  }
}
