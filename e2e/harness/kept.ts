import { afterAll } from '@jest/globals';

/** What specs that run together hand on: by how it was started. Undefined where each spec ends what it has started. */
let kept: Map<string, AsyncDisposable> | undefined;

/** From now on what the specs of this test file start with the same settings is started once, and ended with the file. */
export function keepStarted(): void {
  const started = new Map<string, AsyncDisposable>();
  kept = started;
  afterAll(async () => {
    kept = undefined;
    await Promise.all([...started.values()].map((each) => each[Symbol.asyncDispose]()));
  });
}

/** Whether it goes on to the next spec: then to dispose of it ends nothing. */
export const isKept = (one: AsyncDisposable): boolean => kept !== undefined && [...kept.values()].includes(one);

/** Starts something, or gives what another spec of this test file has started just so. */
export async function startedOnce<Started extends AsyncDisposable>(
  kind: string,
  settings: unknown,
  start: () => Promise<Started>,
): Promise<Started> {
  const key = `${kind} ${JSON.stringify(settings)}`;
  const started = (kept?.get(key) as Started | undefined) ?? (await start());
  kept?.set(key, started);
  return started;
}
