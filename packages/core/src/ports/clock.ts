/** The time; replaced in tests. No deadline of a code or sign-in depends on it: those are the store's own expiries. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
}

/** The machine's clock. */
export const systemClock: Clock = { now: () => Date.now() };
