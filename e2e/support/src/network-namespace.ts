import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * A network of its own for some servers, with one line to ours, which can be taken down: what is sent then is lost, as where
 * a switch fails, and neither side is told. It lives as long as a process in it, and that ends with ours, however ours ends.
 */
export class NetworkNamespace implements AsyncDisposable {
  /** Our address on the line. */
  readonly outside: string;
  /** The address on the line of whatever is in it. */
  readonly inside: string;
  readonly #holder: ChildProcess;
  readonly #pid: string;

  /** Use {@link openNamespace}. */
  constructor(holder: ChildProcess, network: string) {
    this.#holder = holder;
    this.#pid = String(holder.pid);
    this.outside = `${network}.1`;
    this.inside = `${network}.2`;
  }

  /** What stands before a command that is to run in it. The process keeps its id. */
  get enter(): readonly string[] {
    return ['nsenter', '--target', this.#pid, '--net'];
  }

  /** Lays the line. @throws Error where that may not be done. */
  async connect(): Promise<void> {
    const ours = `cs${this.#pid}`;
    await run('ip', ['link', 'add', ours, 'type', 'veth', 'peer', 'name', LINE, 'netns', this.#pid]);
    await run('ip', ['address', 'add', `${this.outside}/30`, 'dev', ours]);
    await run('ip', ['link', 'set', ours, 'up']);
    await this.#inside('link', 'set', 'lo', 'up');
    await this.#inside('address', 'add', `${this.inside}/30`, 'dev', LINE);
    await this.join();
  }

  /** Takes the line down. */
  cut(): Promise<void> {
    return this.#inside('link', 'set', LINE, 'down');
  }

  /** Takes the line up. */
  join(): Promise<void> {
    return this.#inside('link', 'set', LINE, 'up');
  }

  /** Ends it, and with it the line. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#holder.exitCode !== null || this.#holder.signalCode !== null) return;
    const ended = once(this.#holder, 'exit');
    this.#holder.kill('SIGKILL');
    await ended;
  }

  async #inside(...args: string[]): Promise<void> {
    const [command = '', ...before] = this.enter;
    await run(command, [...before, 'ip', ...args]);
  }
}

/** The name of the line at its inner end. */
const LINE = 'line';

/**
 * Opens one.
 * @throws Error with the words of the system where this process may not, or the programs (`unshare`, `nsenter`, `ip`) are
 * not there.
 */
export async function openNamespace(): Promise<NetworkNamespace> {
  // `cat` ends with its input, and so with us.
  const holder = spawn('unshare', ['--net', 'sh', '-c', 'echo ready; exec cat'], { stdio: ['pipe', 'pipe', 'pipe'] });
  const words: string[] = [];
  holder.stderr.on('data', (chunk) => words.push(String(chunk)));
  const ended = once(holder, 'exit').then(() => Promise.reject(new Error(words.join('').trim())));
  const failed = once(holder, 'error').then(([error]) => Promise.reject(error));
  for (const each of [ended, failed]) each.catch(() => undefined);
  await Promise.race([once(holder.stdout, 'data'), ended, failed]);
  const namespace = new NetworkNamespace(holder, someNetwork());
  try {
    await namespace.connect();
    return namespace;
  } catch (error) {
    await namespace[Symbol.asyncDispose]();
    throw error;
  }
}

/** One of 198.18.0.0/15, which is for tests of networks and nobody's (RFC 2544). */
function someNetwork(): string {
  return `198.18.${Math.floor(Math.random() * 256)}`;
}
