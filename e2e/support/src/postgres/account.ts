import { readFileSync } from 'node:fs';

/** A system account, as `child_process` takes one. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/**
 * Who runs the server: PostgreSQL refuses root, so as root the account `postgres`; otherwise oneself (`undefined`).
 * @throws Error as root on a machine without that account.
 */
export function serverAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const line = readFileSync('/etc/passwd', 'utf8').match(/^postgres:[^:]*:(\d+):(\d+):/m);
  if (!line) throw new Error('PostgreSQL does not run as root, and there is no account "postgres"');
  return { uid: Number(line[1]), gid: Number(line[2]) };
}
