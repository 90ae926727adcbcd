/** Runs something later, in this process and only while it lives; replaced in tests. No deadline of a code depends on it. */
export interface Timer {
  /**
   * Runs something once, so many milliseconds from now. Keeps no process alive.
   * @returns what calls it off.
   */
  after(milliseconds: number, run: () => void): () => void;
}

/** The machine's timer. */
export const systemTimer: Timer = {
  after: (milliseconds, run) => {
    const timeout = setTimeout(run, milliseconds).unref();
    return () => clearTimeout(timeout);
  },
};
