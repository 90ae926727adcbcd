import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { dataFolder } from './data-folder.js';

/**
 * The secret that goes with the embedded database, for development: made at the first start and kept beside it. With
 * another one the phone numbers in it could not be read any more.
 */
export function keptSecret(): string {
  const file = `${dataFolder()}secret`;
  try {
    // Only the first of several starts makes it.
    writeFileSync(file, randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readFileSync(file, 'utf8');
}
