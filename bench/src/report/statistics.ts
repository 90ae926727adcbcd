/** The value in the middle, and the quartiles around it. */
export interface Spread {
  readonly median: number;
  /** A quarter of the values are below the first, a quarter above the second. */
  readonly quartiles: readonly [number, number];
}

/** The value below which a share of all values lies. @param share - 0 to 1. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Median and quartiles. */
export function spreadOf(values: readonly number[]): Spread {
  return { median: percentile(values, 0.5), quartiles: [percentile(values, 0.25), percentile(values, 0.75)] };
}

/** The quotients of what was measured side by side, pair by pair. */
export function ratiosOf(over: readonly number[], under: readonly number[]): Spread {
  return spreadOf(over.map((value, index) => value / (under[index] ?? Number.NaN)));
}
