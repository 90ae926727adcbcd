import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { serverAccount } from './account.js';
import { postgresBinaries } from './binaries.js';

const run = promisify(execFile);

/** `npm ci` empties this folder. */
const CACHE = fileURLToPath(new URL('../../../../node_modules/.cache/countersign-postgres', import.meta.url));

/** Where the data folder of this very initdb, and of this account, is kept. */
async function templateFolder(): Promise<string> {
  const { stdout } = await run(join(postgresBinaries(), 'initdb'), ['--version']);
  const account = serverAccount()?.uid ?? process.getuid?.() ?? 'own';
  return join(CACHE, `${stdout.trim().replace(/[^\w.]+/g, '-')}-${account}`);
}

const copy = (from: string, to: string) => run('cp', ['-a', from, to]);

/**
 * Makes a data folder: a copy of the one that `initdb` made before the first server started on it, for initdb takes a
 * second of a processor and a copy half of that.
 * @param initdb - makes the first.
 */
export async function dataFolder(data: string, initdb: () => Promise<unknown>): Promise<void> {
  const template = await templateFolder();
  if (existsSync(template)) {
    await copy(template, data);
    return;
  }
  await initdb();
  await keep(data, template);
}

/** Another process may copy it at any moment: it is whole, or not there. */
async function keep(data: string, template: string): Promise<void> {
  mkdirSync(CACHE, { recursive: true });
  const draft = `${template}.${process.pid}`;
  await copy(data, draft);
  try {
    renameSync(draft, template);
  } catch {
    // Another process was faster.
    rmSync(draft, { recursive: true, force: true });
  }
}
