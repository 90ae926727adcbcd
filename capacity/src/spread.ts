/** Least chi-square that would surprise once in a thousand even spreads, by degrees of freedom. */
const SURPRISE = [0, 10.83, 13.82, 16.27, 18.47, 20.52];

/** How far counts are from being even, by Pearson's chi-square. */
export function chiSquareOf(counts: readonly number[]): number {
  const even = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  return counts.reduce((sum, count) => sum + (count - even) ** 2 / even, 0);
}

/** The most that an even spread over so many shards, up to six, has but once in a thousand times. */
export const chiSquareLimit = (shards: number): number => SURPRISE[shards - 1] ?? Number.NaN;
