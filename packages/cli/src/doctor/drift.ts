import type { Clock } from '@countersign/core';
import { ok, problem, type Verdict } from './finding.js';

/** Most that clocks may differ, in milliseconds (R86). */
const MOST_MS = 2_000;

/** How far a clock is from this machine's. */
export interface Drift {
  /** Ahead of the other one where it is positive. */
  readonly milliseconds: number;
  /** How far off that may be: the answer was under way for some time, and nobody knows when it was made. */
  readonly uncertainty: number;
}

/**
 * Compares this machine's clock with another.
 * @param grain - how exact the other one's answer is, in milliseconds.
 * @param ask - gives the other one's time, in milliseconds since 1970.
 */
export async function driftOf(clock: Clock, grain: number, ask: () => Promise<number>): Promise<Drift> {
  const before = clock.now();
  const there = await ask();
  const after = clock.now();
  return { milliseconds: (before + after) / 2 - there, uncertainty: (after - before) / 2 + grain };
}

/** Judges a drift. It is a problem where it is surely too large. */
export function judgeDrift({ milliseconds, uncertainty }: Drift, whose: string): Verdict {
  const seconds = (Math.abs(milliseconds) / 1_000).toFixed(1);
  const way = milliseconds < 0 ? 'behind' : 'ahead of';
  if (Math.abs(milliseconds) - uncertainty <= MOST_MS) return ok(`This machine’s clock agrees with ${whose}’s.`);
  return problem(`This machine’s clock is ${seconds} s ${way} ${whose}’s.`, 'Let NTP set the clocks of both.');
}
