import { execFileSync } from 'node:child_process';
import { cpus, totalmem } from 'node:os';
import type { Circumstances } from './report.js';
import { bytes } from './tables.js';

function said(program: string, ...args: string[]): string {
  return execFileSync(program, args, { encoding: 'utf8' }).trim();
}

/** The machine, the day, the commit and the versions of what runs. */
export function circumstances(quick: boolean): Circumstances {
  const [cpu] = cpus();
  const changed = said('git', 'status', '--porcelain', '--', 'packages', 'capacity') !== '';
  return {
    run: quick ? '`npm run capacity -- --quick`' : '`npm run capacity`',
    date: new Date().toISOString().slice(0, 10),
    commit: `${said('git', 'rev-parse', '--short', 'HEAD')}${changed ? ' with changes' : ''}`,
    machine: `${cpus().length} cores (${cpu?.model.trim()}), ${bytes(totalmem())} of memory`,
    versions: `Node ${process.versions.node}, Redis ${/v=([\d.]+)/.exec(said('redis-server', '--version'))?.[1]}`,
  };
}
