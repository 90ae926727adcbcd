import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The built program. */
const SCRIPT = fileURLToPath(new URL('../../../packages/cli/dist/main.js', import.meta.url));

const RESOLVE = new URL('resolve.mjs', import.meta.url).href;

/** How the program ended. */
export interface DoctorRun {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  readonly seconds: number;
}

/** Runs `countersign doctor` (run `npm run build` first) with these variables and no others. */
export function runDoctor(
  env: Readonly<Record<string, string | undefined>>,
  args: readonly string[] = [],
): Promise<DoctorRun> {
  const begun = performance.now();
  const { PATH, HOME } = process.env;
  return new Promise((resolve) => {
    const options = { env: { PATH, HOME, ...env }, timeout: 60_000 };
    execFile(process.execPath, ['--import', RESOLVE, SCRIPT, 'doctor', ...args], options, (error, out, err) => {
      const code = typeof error?.code === 'number' ? error.code : error === null ? 0 : -1;
      resolve({ code, out, err, seconds: (performance.now() - begun) / 1_000 });
    });
  });
}
