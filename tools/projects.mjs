import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from './run.mjs';

const packageJson = (folder) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));

/** The folders of one entry of `workspaces`: a folder, or `folder/*` for all folders in it. */
function expand(root, pattern) {
  if (!pattern.endsWith('/*')) return [pattern];
  const parent = dirname(pattern);
  return readdirSync(join(root, parent)).map((name) => join(parent, name));
}

/**
 * The projects of the workspace that have tests: those with a `test` script.
 * @param {string} [root]
 * @returns {{ name: string, folder: string }[]} `folder` is relative to the root.
 */
export function testedProjects(root = ROOT) {
  return packageJson(root)
    .workspaces.flatMap((pattern) => expand(root, pattern))
    .filter((folder) => existsSync(join(root, folder, 'package.json')))
    .map((folder) => ({ folder, ...packageJson(join(root, folder)) }))
    .filter(({ scripts }) => scripts?.test)
    .map(({ name, folder }) => ({ name, folder }));
}
