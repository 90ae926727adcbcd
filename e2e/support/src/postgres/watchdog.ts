import { spawn } from 'node:child_process';
import type { Socket } from 'node:net';

/**
 * Waits for the end of its input, which comes when this process is gone. Then ends the server whose pid stands in the
 * cluster, frozen or not (it kills frozen backends itself, after five seconds), and deletes the folder.
 */
const SCRIPT = `
  cat > /dev/null
  pid=$(head -n 1 "$2/postmaster.pid" 2> /dev/null)
  if [ -n "$pid" ]; then
    kill -CONT "$pid"; kill -QUIT "$pid"
    while kill -0 "$pid"; do sleep 0.2; done
  fi
  rm -rf "$1"`;

/**
 * Has a cluster cleaned away when this process is gone, however it ended: killed, crashed, or a Jest worker, in which
 * `process.on('exit')` is never called.
 * @returns calls it off.
 */
export function afterThisProcess(folder: string, data: string): () => void {
  const watchdog = spawn('sh', ['-c', SCRIPT, 'sh', folder, data], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  watchdog.unref();
  (watchdog.stdin as unknown as Socket).unref();
  return () => {
    watchdog.kill('SIGKILL');
  };
}
