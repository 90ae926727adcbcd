import { execFileSync } from 'node:child_process';

/**
 * Sends a signal to a process and its children, parent first, so that a stopped parent replaces no child that ends.
 * PostgreSQL's backends each have a process group of their own, so the group alone does not reach them.
 */
export function signalTree(parent: number, signal: NodeJS.Signals): void {
  const children = childrenOf(parent);
  for (const pid of [parent, ...children]) {
    try {
      process.kill(pid, signal);
    } catch {
      // It has ended in between.
    }
  }
}

function childrenOf(parent: number): number[] {
  const table = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' });
  const pairs = table
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  return pairs.flatMap(([pid = 0, ppid]) => (ppid === parent ? [pid] : []));
}
