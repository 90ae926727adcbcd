import { type ChildProcess, spawn } from 'node:child_process';

/**
 * A shell that waits for the end of its input, which comes when this process ends, even by SIGKILL, and then ends the
 * server. (Exit handlers would not do: test runners do not pass them on.)
 */
export function endWithThisProcess(running: ChildProcess, folder: string): ChildProcess | undefined {
  if (running.pid === undefined) return undefined;
  const script = 'cat >/dev/null; kill -9 "$0" 2>/dev/null; rm -rf "$1"';
  const stdio = ['pipe', 'ignore', 'ignore'] as const;
  const watcher = spawn('sh', ['-c', script, String(running.pid), folder], { stdio: [...stdio], detached: true });
  watcher.unref();
  (watcher.stdin as unknown as { unref?(): void } | null)?.unref?.();
  return watcher;
}
