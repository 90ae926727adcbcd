import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, run } from './run.mjs';

const STAMP = join(ROOT, 'node_modules', '.countersign-lock');

/** What an installation depends on: the lock file, and the platform that native packages were chosen for. */
function wanted() {
  const lock = readFileSync(join(ROOT, 'package-lock.json'));
  return `${createHash('sha256').update(lock).digest('hex')} ${process.platform}-${process.arch}\n`;
}

function installed() {
  try {
    return readFileSync(STAMP, 'utf8');
  } catch {
    return null;
  }
}

/** npm itself as this process was started by it, otherwise the one on the path. */
function npm(args) {
  const script = process.env.npm_execpath;
  if (script?.endsWith('.js')) return run(process.execPath, [script, ...args]);
  return run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args);
}

/**
 * Installs exactly what package-lock.json says, unless that is what is there already. The stamp is written last and
 * removed first, so an installation that was cut off is never taken for a whole one.
 * @returns {boolean} whether the packages are there.
 */
export function install() {
  const lock = wanted();
  if (installed() === lock) return true;
  console.log('Installing packages (npm ci) …');
  rmSync(STAMP, { force: true });
  if (!npm(['ci', '--include=dev', '--no-audit', '--no-fund']).ok) {
    console.error('npm ci failed: the packages are not installed. See the lines above.');
    return false;
  }
  writeFileSync(STAMP, lock);
  return true;
}
