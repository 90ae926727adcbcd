import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';

const MODULES = fileURLToPath(new URL('../../../../node_modules', import.meta.url));
const MANIFEST = join(dirname(createRequire(import.meta.url).resolve('@electric-sql/pglite')), '../package.json');
const { version } = JSON.parse(readFileSync(MANIFEST, 'utf8')) as { version: string };
/** `npm ci` empties this folder. */
const CACHE = join(MODULES, '.cache', 'countersign-pglite', version);
const FILE = join(CACHE, 'fresh.tar');

/** A data folder as PGlite makes it, which takes seconds of a processor: made once, and read by each spec that needs one. */
export async function freshDataFolder(): Promise<Blob> {
  try {
    return new Blob([readFileSync(FILE)]);
  } catch {
    return await makeDataFolder();
  }
}

async function makeDataFolder(): Promise<Blob> {
  const pglite = await PGlite.create();
  const made = await pglite.dumpDataDir('none');
  await pglite.close();
  mkdirSync(CACHE, { recursive: true });
  // Another process may read it at any moment: it is whole, or not there.
  const draft = `${FILE}.${process.pid}`;
  writeFileSync(draft, Buffer.from(await made.arrayBuffer()));
  renameSync(draft, FILE);
  return made;
}
