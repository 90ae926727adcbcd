import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { endWithThisProcess } from './end-with-this-process.js';
import { freePort } from './free-port.js';

/** How a server is started. */
export interface RedisOptions {
  /** More arguments of `redis-server`, as `['--maxmemory', '4mb']`. */
  readonly args?: readonly string[];
  /** Starts it as a node that can join a Cluster. @defaultValue false */
  readonly cluster?: boolean;
  /** What stands before the command, as `enter` of a `NetworkNamespace`. @defaultValue nothing */
  readonly enter?: readonly string[];
}

/** A private Redis server on 127.0.0.1, for tests: keeps nothing on disk, and ends with this process however that ends. */
export class RedisServer implements AsyncDisposable {
  readonly #folder: string;
  readonly #args: readonly string[];
  readonly #enter: readonly string[];
  #process: ChildProcess | undefined;
  #watcher: ChildProcess | undefined;

  /** The port on 127.0.0.1; the same after a restart. */
  readonly port: number;

  /** Use {@link startRedis}. */
  constructor(port: number, args: readonly string[], enter: readonly string[] = []) {
    this.port = port;
    this.#enter = enter;
    this.#folder = mkdtempSync(join(tmpdir(), 'countersign-redis-'));
    const keepNothing = ['--save', '', '--appendonly', 'no'];
    this.#args = ['--port', String(port), '--bind', '127.0.0.1', '--dir', this.#folder, ...keepNothing, ...args];
  }

  /** Where to connect. */
  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  /** The process that runs now. @throws Error when it is stopped. */
  get pid(): number {
    if (this.#process?.pid === undefined) throw new Error('redis-server is stopped');
    return this.#process.pid;
  }

  /** From now on connections are taken and nothing is answered. */
  freeze(): void {
    process.kill(this.pid, 'SIGSTOP');
  }

  /** Undoes {@link RedisServer.freeze}: what was sent in between is done now. */
  thaw(): void {
    process.kill(this.pid, 'SIGCONT');
  }

  /** From now on connections are refused, open ones are broken, and the data is gone. */
  async stop(): Promise<void> {
    const running = this.#process;
    this.#process = undefined;
    if (!running) return;
    const exited = once(running, 'exit');
    running.kill('SIGKILL');
    await exited;
    this.#watcher?.kill('SIGKILL');
  }

  /** Stops, and starts empty on the same port; a node of a Cluster keeps its place. */
  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  /** Starts it. @throws Error when it does not get ready; the message has its last words. */
  async start(): Promise<void> {
    const [command = '', ...args] = [...this.#enter, 'redis-server', ...this.#args];
    const running = spawn(command, args, { stdio: ['ignore', 'pipe', 'ignore'] });
    this.#process = running;
    this.#watcher = endWithThisProcess(running, this.#folder);
    try {
      await ready(running);
    } catch (error) {
      this.#process = undefined;
      this.#watcher?.kill('SIGKILL');
      throw error;
    }
  }

  /** Stops, and deletes the folder. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/**
 * Starts a private Redis server from the machine's own binary, on a free port.
 * @throws Error when there is none, or it does not start.
 */
export async function startRedis({ args = [], cluster = false, enter }: RedisOptions = {}): Promise<RedisServer> {
  for (let attempt = 1; ; attempt++) {
    const clusterArgs = cluster ? ['--cluster-enabled', 'yes', '--cluster-port', String(await freePort())] : [];
    const server = new RedisServer(await freePort(), [...clusterArgs, ...args], enter);
    try {
      await server.start();
      return server;
    } catch (error) {
      await server[Symbol.asyncDispose]();
      // Between our look and the server's start another process may have taken the port.
      if (attempt === 3) throw error;
    }
  }
}

async function ready(running: ChildProcess): Promise<void> {
  if (!running.stdout) throw new Error('redis-server has no output');
  const words: string[] = [];
  const failed = once(running, 'error').then(([error]) => Promise.reject(error));
  failed.catch(() => undefined);
  const spoken = (async (lines: AsyncIterable<string>) => {
    for await (const line of lines) {
      words.push(line);
      if (line.includes('Ready to accept connections')) return;
    }
    throw new Error(`redis-server did not start: ${words.slice(-3).join('; ')}`);
  })(createInterface({ input: running.stdout }));
  await Promise.race([spoken, failed]);
  running.stdout.resume();
  for (const held of [running, running.stdout as unknown as { unref?(): void }]) held.unref?.();
}
