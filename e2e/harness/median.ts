type Call = () => Promise<unknown>;

/**
 * How long each call takes, in milliseconds. They take turns, so that a machine that is busy for a while is so for all.
 * @param prepared - calls with a part before them that is not timed.
 */
export async function timed(
  rounds: number,
  calls: Readonly<Record<string, Call>>,
  prepared: Readonly<Record<string, () => Promise<Call>>> = {},
): Promise<Record<string, number[]>> {
  const times: Record<string, number[]> = {};
  const plain = Object.entries(calls).map(([name, call]) => [name, async () => call] as const);
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, prepare] of [...plain, ...Object.entries(prepared)]) {
      const call = await prepare();
      const start = performance.now();
      await call();
      times[name] = [...(times[name] ?? []), performance.now() - start];
    }
  }
  return times;
}

/** The value in the middle. */
export function medianOf(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
