import { runInstalled } from './run.mjs';

/**
 * Compiles what changed, in the order of the project references.
 * @param {string} [project] - a folder with a tsconfig.json; everything when left out.
 * @returns {{ ok: boolean, seconds: number }}
 */
export function build(project = '.') {
  return runInstalled(['typescript', 'tsc'], ['-b', project]);
}
