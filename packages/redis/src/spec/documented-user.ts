import { readFileSync } from 'node:fs';
import type { Redis } from 'ioredis';

/** The users of Redis that `docs/running.md` shows, as the words of `ACL SETUSER`: of one server, and what a Cluster adds. */
export function documentedUsers(): readonly (readonly string[])[] {
  const page = readFileSync(new URL('../../../../docs/running.md', import.meta.url), 'utf8');
  return [...page.matchAll(/^ACL SETUSER (countersign .*)$/gm)].map(([, words = '']) => words.split(' '));
}

/** Makes that user on a server, and the address by which it logs in. */
export async function asDocumentedUser(
  admin: Redis,
  url: string,
  users: readonly (readonly string[])[],
): Promise<string> {
  for (const words of users) await admin.call('ACL', 'SETUSER', ...words);
  const password = users.flat().find((word) => word.startsWith('>')) ?? '';
  return url.replace('//', `//countersign:${password.slice(1)}@`);
}

/** Of the commands that these users may use, those that a server has never been asked for. */
export async function unusedCommands(
  admins: readonly Redis[],
  users: readonly (readonly string[])[],
): Promise<string[]> {
  const stats = await Promise.all(admins.map((admin) => admin.info('commandstats')));
  const used = new Set([...stats.join('').matchAll(/cmdstat_([\w|]+):/g)].map(([, name]) => name));
  const allowed = users.flat().flatMap((word) => (word.startsWith('+') ? [word.slice(1)] : []));
  return allowed.filter((command) => !used.has(command));
}
