import { OptionError } from '../option-error.js';
import { type Clock, systemClock } from '../ports/clock.js';

/** Options of sinks that write. */
export interface QueueOptions {
  /** How many events may wait to be written, 100 to 100,000. Beyond it events are refused, and counted. @defaultValue 10000 */
  readonly capacity?: number;
  /**
   * Takes what the operator should know: that events are refused, that they cannot be written, and when that is over. One
   * line each time, without anything of the error. @defaultValue console.error
   */
  readonly report?: (line: string) => void;
  /** Replaced in tests. @defaultValue the machine's clock */
  readonly clock?: Clock;
}

const BOUNDS = [100, 100_000] as const;

/** Fills in the defaults. @throws OptionError for a capacity out of bounds (R87). */
export function resolveQueueOptions(given: QueueOptions): Required<QueueOptions> {
  const { capacity = 10_000, clock = systemClock } = given;
  // biome-ignore lint/suspicious/noConsole: what is lost must be said somewhere
  const { report = console.error } = given;
  const [least, most] = BOUNDS;
  const fits = Number.isInteger(capacity) && capacity >= least && capacity <= most;
  if (!fits) throw new OptionError('capacity', `must be a whole number from ${least} to ${most}`);
  return { capacity, report, clock };
}
