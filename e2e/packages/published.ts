import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './root.js';

/** What is read of the package.json of a package that is published. */
export interface PublishedManifest {
  readonly name: string;
  readonly version: string;
  readonly exports?: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
}

/** A package under packages/, as it is before packing. */
export interface Published {
  /** Its folder's name, such as `core`. */
  readonly id: string;
  readonly manifest: PublishedManifest;
}

const FOLDER = join(ROOT, 'packages');

const ids = readdirSync(FOLDER)
  .filter((id) => existsSync(join(FOLDER, id, 'package.json')))
  .sort();

const manifestOf = (id: string) =>
  JSON.parse(readFileSync(join(FOLDER, id, 'package.json'), 'utf8')) as PublishedManifest;

/** Every package that is published, by its folder's name. */
export const PUBLISHED: readonly Published[] = ids.map((id) => ({ id, manifest: manifestOf(id) }));

/** What a host may import of a package: its name, or its name and a subpath. */
export function entriesOf({ name, exports = {} }: PublishedManifest): string[] {
  return Object.keys(exports).map((subpath) => `${name}${subpath.slice(1)}`);
}
