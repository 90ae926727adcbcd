import { type ReadBody, refused } from './body-outcome.js';

/** Reads a URL-encoded form in UTF-8 in which no field stands twice (R18). */
export function parseStrictForm(bytes: Buffer): ReadBody {
  const fields = [...new URLSearchParams(bytes.toString('utf8'))];
  const value = Object.fromEntries(fields);
  const twice = Object.keys(value).length !== fields.length;
  return twice ? refused('body: holds a key twice') : { status: 'read', value };
}
