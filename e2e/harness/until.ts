import { setTimeout as wait } from 'node:timers/promises';

/**
 * Waits until something holds, and looks again every 50 ms.
 * @param what - in words, for the error.
 * @throws Error when it does not hold in time; a look that throws counts as "not yet".
 */
export async function until(what: string, look: () => boolean | Promise<boolean>, timeoutMs = 15_000): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while (
    !(await Promise.resolve()
      .then(look)
      .catch(() => false))
  ) {
    if (performance.now() > deadline) throw new Error(`Not within ${timeoutMs} ms: ${what}`);
    await wait(50);
  }
}
