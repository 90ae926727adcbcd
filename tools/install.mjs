import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, run } from './run.mjs';

const stampOf = (folder) => join(folder, 'node_modules', '.countersign-lock');

/** What an installation depends on: the lock file, and the platform that native packages were chosen for. */
function wanted(folder) {
  const lock = readFileSync(join(folder, 'package-lock.json'));
  return `${createHash('sha256').update(lock).digest('hex')} ${process.platform}-${process.arch}\n`;
}

function installed(folder) {
  try {
    return readFileSync(stampOf(folder), 'utf8');
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
 * Installs exactly what a folder's package-lock.json says, unless that is what is there already. The stamp is written last and
 * removed first, so an installation that was cut off is never taken for a whole one.
 * @param {string} [folder] - with a package-lock.json of its own; the workspace when left out.
 * @returns {boolean} whether the packages are there.
 */
export function install(folder = ROOT) {
  const lock = wanted(folder);
  if (installed(folder) === lock) return true;
  console.log('Installing packages (npm ci) …');
  rmSync(stampOf(folder), { force: true });
  if (!npm(['ci', '--prefix', folder, '--include=dev', '--no-audit', '--no-fund']).ok) {
    console.error('npm ci failed: the packages are not installed. See the lines above.');
    return false;
  }
  writeFileSync(stampOf(folder), lock);
  return true;
}
