import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';

/** How an app is started. */
export interface AppOptions {
  /** The script that `node` runs. */
  readonly script: string;
  /** All of its environment but `PATH` and `HOME`: nothing else of ours leaks in. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Default: the folder of this process. */
  readonly cwd?: string;
  /** What it prints when it is ready. */
  readonly readyPattern: RegExp;
  /** How long to wait for that. Default 30 000 ms. */
  readonly timeoutMs?: number;
  /** Arguments for Node, before the script. */
  readonly nodeArgs?: readonly string[];
  /** Arguments for the script. */
  readonly args?: readonly string[];
}

/** An app that is ready. */
export interface AppProcess extends AsyncDisposable {
  /** What of its output matched `readyPattern`. */
  readonly ready: RegExpExecArray;
  /** Its exit code; null when a signal ended it. */
  readonly exited: Promise<number | null>;
  /** All that it has printed, standard output and error as they came. */
  output(): string;
  /** Sends it a signal: `SIGKILL` ends it in the middle of whatever it does. */
  signal(signal: NodeJS.Signals): void;
  /** Asks it to end (SIGTERM), makes it end after `graceMs` (default 5000), and resolves when it has. */
  stop(graceMs?: number): Promise<void>;
}

const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/**
 * Starts a script in a process of its own and waits until it is ready.
 * @throws Error with the output so far when it ends before, or is not ready in time.
 */
export async function startApp(options: AppOptions): Promise<AppProcess> {
  const child = spawnNode(options);
  const exited = endOf(child);
  const output = collectOutput(child);
  const stop = async (graceMs = 5_000) => {
    child.kill('SIGTERM');
    const late = await Promise.race([exited.then(() => false), wait(graceMs, true, { ref: false })]);
    if (late) child.kill('SIGKILL');
    await exited;
  };
  try {
    const ready = await readiness(child, output, options);
    const signal = (name: NodeJS.Signals) => void child.kill(name);
    return { ready, exited, output, signal, stop, [Symbol.asyncDispose]: () => stop() };
  } catch (error) {
    await stop(0);
    throw error;
  }
}

function spawnNode({ script, env, cwd, nodeArgs = [], args = [] }: AppOptions): ChildProcess {
  const { PATH, HOME } = process.env;
  const child = spawn(process.execPath, [...nodeArgs, script, ...args], {
    env: { PATH, HOME, ...env },
    ...(cwd === undefined ? {} : { cwd }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  return child;
}

function endOf(child: ChildProcess): Promise<number | null> {
  // `close`, not `exit`: only then has all output been read.
  return new Promise((resolve) => {
    child.once('close', (code) => {
      running.delete(child);
      resolve(code);
    });
  });
}

function collectOutput(child: ChildProcess): () => string {
  let output = '';
  const collect = (chunk: unknown) => {
    output += chunk;
  };
  child.stdout?.setEncoding('utf8').on('data', collect);
  child.stderr?.setEncoding('utf8').on('data', collect);
  // A process that cannot even start (no such folder) says so here, and is closed next.
  child.on('error', collect);
  return () => output;
}

function readiness(child: ChildProcess, output: () => string, options: AppOptions): Promise<RegExpExecArray> {
  const { script, readyPattern, timeoutMs = 30_000 } = options;
  return new Promise((resolve, reject) => {
    const settle = (match: RegExpExecArray | null, why = '') => {
      clearTimeout(timer);
      child.off('close', ended);
      for (const stream of [child.stdout, child.stderr]) stream?.off('data', look);
      if (match) resolve(match);
      else reject(new Error(`${script} ${why}. Its output:\n${output()}`));
    };
    const look = () => {
      const match = readyPattern.exec(output());
      if (match) settle(match);
    };
    const ended = (code: number | null, signal: string | null) => settle(null, `ended (${signal ?? code}) too early`);
    const timer = setTimeout(() => settle(null, `did not print ${readyPattern} within ${timeoutMs} ms`), timeoutMs);
    child.once('close', ended);
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', look);
  });
}
