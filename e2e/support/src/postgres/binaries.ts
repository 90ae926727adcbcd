import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Where Debian and Ubuntu keep one folder for each major version. */
const DEBIAN = '/usr/lib/postgresql';

/**
 * The folder with `initdb` and `postgres`: the newest that Debian has, else the first in PATH.
 * @throws Error when this machine has no PostgreSQL server.
 */
export function postgresBinaries(): string {
  const folders = [...debianFolders(), ...(process.env.PATH ?? '').split(delimiter)];
  const found = folders.find((folder) => ['initdb', 'postgres'].every((name) => existsSync(join(folder, name))));
  if (found === undefined) throw new Error('No PostgreSQL server on this machine: initdb and postgres not found');
  return found;
}

function debianFolders(): string[] {
  if (!existsSync(DEBIAN)) return [];
  const versions = readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a));
  return versions.map((version) => join(DEBIAN, version, 'bin'));
}
