import { startConsole } from './console.js';

/** How a start ended that should not have succeeded. */
export interface RefusedStart {
  readonly exitCode: number | null;
  /** All that was printed, without colours. */
  readonly output: string;
}

/** Starts a console that must refuse. @throws Error when it starts all the same. */
export async function refusedStart(env: Readonly<Record<string, string | undefined>>): Promise<RefusedStart> {
  let message: string;
  try {
    await using console = await startConsole(env);
    message = console.url;
  } catch (error) {
    message = (error as Error).message;
  }
  const [, code, output = ''] = /ended \((\w+)\) too early\. Its output:\n(.*)$/s.exec(message) ?? [];
  if (code === undefined) throw new Error(`The start was not refused: ${message}`);
  return { exitCode: /^\d+$/.test(code) ? Number(code) : null, output: output.trim() };
}
