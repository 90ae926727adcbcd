import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The scripts of a folder's package.json. */
export function packageScripts(folder: string): Record<string, string> {
  const { scripts = {} } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    scripts?: Record<string, string>;
  };
  return scripts;
}
