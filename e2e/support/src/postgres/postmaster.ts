import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { serverAccount } from './account.js';
import { postgresBinaries } from './binaries.js';
import type { Cluster } from './cluster.js';
import { signalTree } from './process-tree.js';

const START_TIMEOUT_MS = 20_000;

/** A running server of a cluster. */
export class Postmaster {
  readonly #process: ChildProcess;

  private constructor(process: ChildProcess) {
    this.#process = process;
  }

  /** Starts a server and waits until it takes connections. */
  static async start(cluster: Cluster, port: number): Promise<Postmaster> {
    const settings = [
      'fsync=off',
      'listen_addresses=127.0.0.1',
      `unix_socket_directories=${cluster.folder}`,
      'lc_messages=C',
    ];
    const child = spawn(
      join(postgresBinaries(), 'postgres'),
      ['-D', cluster.data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
      { cwd: cluster.folder, detached: true, stdio: ['ignore', 'ignore', 'pipe'], ...serverAccount() },
    );
    const postmaster = new Postmaster(child);
    await postmaster.#ready();
    return postmaster;
  }

  /** Stops it in its tracks: connections stay open, and nothing answers. */
  freeze(): void {
    this.#signal('SIGSTOP');
  }

  /** Lets it go on. */
  thaw(): void {
    this.#signal('SIGCONT');
  }

  /**
   * Ends it at once ("immediate shutdown"): connections break. What was committed is there after a new start. The
   * server itself waits for its backends, so that a new one does not find their memory in use.
   */
  async stop(): Promise<void> {
    if (!this.#running) return;
    const ended = once(this.#process, 'exit');
    this.thaw();
    this.#process.kill('SIGQUIT');
    await ended;
  }

  get #running(): boolean {
    const { pid, exitCode, signalCode } = this.#process;
    return pid !== undefined && exitCode === null && signalCode === null;
  }

  #signal(signal: NodeJS.Signals): void {
    if (this.#running) signalTree(this.#process.pid as number, signal);
  }

  async #ready(): Promise<void> {
    const stderr = this.#process.stderr as Socket;
    try {
      await this.#sayingReady(stderr);
    } catch (error) {
      await this.stop();
      throw error;
    }
    // Nobody reads on, but the pipe must be emptied, or the server blocks when it is full. It keeps no process alive.
    stderr.resume().unref();
    this.#process.unref();
  }

  #sayingReady(stderr: Socket): Promise<void> {
    const lines = createInterface({ input: stderr });
    const log: string[] = [];
    return new Promise<void>((resolve, reject) => {
      const fail = () => reject(new Error(`PostgreSQL did not start:\n${log.join('\n')}`));
      const timer = setTimeout(fail, START_TIMEOUT_MS);
      this.#process.once('exit', fail).once('error', fail);
      lines.on('line', (line) => {
        log.push(line);
        if (line.includes('ready to accept connections')) resolve();
      });
      lines.once('close', () => clearTimeout(timer));
    }).finally(() => lines.close());
  }
}
