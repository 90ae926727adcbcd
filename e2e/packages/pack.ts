import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { npm } from './npm.js';
import type { Published } from './published.js';
import { ROOT } from './root.js';

/** The tarballs of packages, by the packages' names. */
export type Tarballs = ReadonlyMap<string, string>;

/**
 * Packs what is built, as `npm publish` would, into a folder, which is made.
 * @throws Error when npm fails.
 */
export async function pack(packages: readonly Published[], folder: string): Promise<Tarballs> {
  mkdirSync(folder, { recursive: true });
  const workspaces = packages.flatMap(({ manifest }) => ['--workspace', manifest.name]);
  const { ok, stdout, output } = await npm(['pack', '--json', '--pack-destination', folder, ...workspaces], ROOT);
  if (!ok) throw new Error(`npm pack failed:\n${output}`);
  const packed = JSON.parse(stdout) as { name: string; filename: string }[];
  return new Map(packed.map(({ name, filename }) => [name, join(folder, filename)]));
}
