import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { CODE_PIPE } from '../memory-sink.js';
import type { SystemName } from '../system.js';
import { CodeMailbox } from './code-mailbox.js';
import type { Orders, Report } from './orders.js';
import { APP_CPU, pinned } from './processors.js';

const MAIN = fileURLToPath(new URL('../system.main.js', import.meta.url));

/** A system in its own process, on a processor of its own where there are two. */
export class SystemProcess implements Disposable {
  /** The codes that it has sent. */
  readonly codes = new CodeMailbox();
  readonly #child: ChildProcess;
  readonly #ended: Promise<never>;

  private constructor(
    readonly name: SystemName,
    redisPort: number,
  ) {
    const flags = (process.env.BENCH_NODE_FLAGS ?? '').split(' ').filter(Boolean);
    const [program, ...args] = pinned(APP_CPU, [process.execPath, ...flags, MAIN, name, String(redisPort)]);
    this.#child = spawn(program, args, { stdio: ['ignore', 'inherit', 'inherit', 'pipe', 'ipc'] });
    this.#ended = once(this.#child, 'exit').then(() => Promise.reject(new Error(`${name} has ended`)));
    this.#ended.catch(() => undefined);
    const lines = createInterface({ input: this.#child.stdio[CODE_PIPE] as Readable });
    lines.on('line', (line) => this.codes.note(line));
  }

  /** Starts it. @throws Error when it does not get ready. */
  static async start(name: SystemName, redisPort: number): Promise<SystemProcess> {
    const started = new SystemProcess(name, redisPort);
    await started.#report();
    return started;
  }

  /** Has it carry out an order. @throws Error with the words of its own. */
  async order<Name extends keyof Orders>(
    ...[name, given]: Orders[Name]['given'] extends undefined ? [Name] : [Name, Orders[Name]['given']]
  ): Promise<Orders[Name]['answer']> {
    const report = this.#report();
    this.#child.send({ name, given });
    return (await report) as Orders[Name]['answer'];
  }

  /** Ends it. */
  [Symbol.dispose](): void {
    this.#child.disconnect();
  }

  async #report(): Promise<unknown> {
    const [report] = (await Promise.race([once(this.#child, 'message'), this.#ended])) as [Report];
    if ('failure' in report) throw new Error(`${this.name}: ${report.failure}`);
    return report.answer;
  }
}
