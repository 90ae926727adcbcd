import { readdirSync } from 'node:fs';
import type { Host } from './host.js';

const FOLDER = new URL('./hosts/', import.meta.url);

/** The names of all hosts: one for each file. */
export function hostNames(): string[] {
  return readdirSync(FOLDER)
    .filter((file) => /^[\w-]+\.[jt]s$/.test(file))
    .map((file) => file.replace(/\.\w+$/, ''))
    .sort();
}

/** Loads a host, and nothing of the others. @throws Error that lists the names there are */
export async function findHost(name = ''): Promise<Host> {
  if (!hostNames().includes(name)) throw new Error(`Name one of the hosts: ${hostNames().join(', ')}`);
  const { host } = (await import(new URL(`${name}.js`, FOLDER).href)) as { host: Host };
  return host;
}
