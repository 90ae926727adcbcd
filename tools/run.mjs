import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root folder of the workspace. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url));

/**
 * Runs a program in the root folder, its output passed on as it is.
 * @param {string} program
 * @param {string[]} args
 * @param {{ env?: Record<string, string>, timeout?: number }} [options] - `env` is added to this process's
 * environment; after `timeout` milliseconds the program is told to end, which is a failure.
 * @returns {{ ok: boolean, seconds: number }}
 */
export function run(program, args, { env = {}, timeout } = {}) {
  const started = performance.now();
  const result = spawnSync(program, args, { cwd: ROOT, stdio: 'inherit', env: { ...process.env, ...env }, timeout });
  if (result.error) console.error(`${program} ${args.join(' ')}: ${result.error.message}`);
  return { ok: result.status === 0, seconds: (performance.now() - started) / 1000 };
}

/**
 * The script behind a command of an installed package, to be run with this same Node: no shell, no npx.
 * @param {string} packageName
 * @param {string} [command] - when it isn't the package's own name.
 * @returns {string}
 */
export function scriptOf(packageName, command = packageName) {
  const folder = join(ROOT, 'node_modules', packageName);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return join(folder, typeof bin === 'string' ? bin : bin[command]);
}

/**
 * Runs a command of an installed package with {@link run}.
 * @param {[packageName: string, command?: string]} which
 * @param {string[]} args
 * @param {Parameters<typeof run>[2]} [options]
 * @returns {{ ok: boolean, seconds: number }}
 */
export function runInstalled(which, args, options) {
  return run(process.execPath, [scriptOf(...which), ...args], options);
}
