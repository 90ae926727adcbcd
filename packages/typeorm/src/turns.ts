/** Lets one in at a time, in the order of asking. */
export class Turns {
  #last: Promise<void> = Promise.resolve();

  /**
   * Waits for a turn.
   * @returns call it when done, or nobody gets in again; a second call does nothing.
   */
  async next(): Promise<() => void> {
    const before = this.#last;
    let leave: () => void = () => undefined;
    this.#last = new Promise((resolve) => {
      leave = resolve;
    });
    await before;
    return leave;
  }
}

/**
 * Whose turn it is on PGlite. One for the whole process, because `typeorm-pglite` keeps one database session for the
 * whole process, whatever the number of data sources.
 */
export const pgliteTurns = new Turns();
