import { execFile } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { serverAccount } from './account.js';
import { postgresBinaries } from './binaries.js';
import { dataFolder } from './template.js';
import { afterThisProcess } from './watchdog.js';

const run = promisify(execFile);

/** A new, private database cluster in a temporary folder: superuser `postgres`, no passwords, UTF-8. */
export interface Cluster {
  readonly folder: string;
  readonly data: string;
  /** Deletes it, data and all; the server must be stopped. */
  remove(): void;
}

/** Makes a cluster. Takes a second or two. */
export async function createCluster(): Promise<Cluster> {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-postgres-'));
  const account = serverAccount();
  if (account) chownSync(folder, account.uid, account.gid);
  const data = join(folder, 'data');
  const callOff = afterThisProcess(folder, data);
  const remove = () => {
    callOff();
    rmSync(folder, { recursive: true, force: true });
  };
  const options = ['--auth=trust', '--username=postgres', '--encoding=UTF8', '--no-locale', '--no-sync'];
  try {
    await dataFolder(data, () =>
      run(join(postgresBinaries(), 'initdb'), ['--pgdata', data, ...options], { cwd: folder, ...account }),
    );
  } catch (error) {
    remove();
    throw error;
  }
  return { folder, data, remove };
}
