import { type Outcome, run } from './run.js';

/** npm itself as this process was started by it, otherwise the one on the path. */
export function npm(args: readonly string[], cwd: string): Promise<Outcome> {
  const script = process.env.npm_execpath;
  if (script?.endsWith('.js')) return run(process.execPath, [script, ...args], cwd);
  return run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, cwd);
}

/** Installs packages into a folder, from npm's cache where they are in it. @throws Error */
export async function npmInstall(specs: readonly string[], cwd: string): Promise<void> {
  const { ok, output } = await npm(['install', '--prefer-offline', '--no-audit', '--no-fund', ...specs], cwd);
  if (!ok) throw new Error(`npm install in an empty folder failed:\n${output}`);
}
