import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Visitor } from '@countersign/support';
import type { Console } from './console.js';
import { logIn, PEOPLE, type Person } from './people.js';
import type { System } from './system.js';

/** The built program. */
const SCRIPT = fileURLToPath(new URL('../../packages/cli/dist/main.js', import.meta.url));

/** How `countersign` ended. */
export interface CliRun {
  readonly code: number;
  readonly out: string;
}

/** Runs `countersign` with these variables and no others. */
export function runCountersign(env: Readonly<Record<string, string>>, args: readonly string[]): Promise<CliRun> {
  const { PATH, HOME } = process.env;
  return new Promise((resolve) => {
    const options = { env: { PATH, HOME, ...env }, timeout: 60_000 };
    execFile(process.execPath, [SCRIPT, ...args], options, (error, out) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : error === null ? 0 : -1, out });
    });
  });
}

/** The same browser, by a load balancer that has chosen another process. */
export function at({ url }: Console, visitor: Visitor): Visitor {
  return new Visitor(url, {}, visitor.jar);
}

/** Somebody types the password at one process and the code at another. @returns how that ended, and who came in. */
export async function acrossProcesses(
  system: System,
  [one, other]: readonly [Console, Console],
  person: Person,
): Promise<{ readonly status: number; readonly visitor: Visitor }> {
  await system.forgetSends();
  const visitor = one.visitor();
  await logIn(visitor, person);
  const moved = at(other, visitor);
  const { status } = await moved.post('/2fa/verify', { code: system.twilio.lastCode(PEOPLE[person].phone) });
  return { status, visitor: moved };
}
