import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Where the embedded database is, and what belongs to it; made when it is not there. Ends in a slash. */
export function dataFolder(): string {
  const folder = fileURLToPath(new URL('../../../../.data/', import.meta.url));
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}
