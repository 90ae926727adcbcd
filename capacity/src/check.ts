/** One thing that the model says, and what came of it. */
export interface Check {
  readonly what: string;
  readonly predicted: number;
  readonly measured: number;
  /** How far off it may be, as a share of what was predicted; 0: not at all. */
  readonly tolerance: number;
  /** Less than predicted is no miss. */
  readonly atMost?: boolean;
}

/** How far off it was, as a share of what was predicted. */
export const deviationOf = ({ predicted, measured }: Check): number =>
  predicted === measured ? 0 : (measured - predicted) / predicted;

/** Whether the model held. What could not be measured is a miss. */
export function held(check: Check): boolean {
  if (check.atMost && check.measured <= check.predicted) return true;
  return Math.abs(deviationOf(check)) <= check.tolerance;
}
