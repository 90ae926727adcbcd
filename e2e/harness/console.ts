import { fileURLToPath } from 'node:url';
import { type AppProcess, startApp, Visitor, type VisitorOptions } from '@countersign/support';

/** The built console. */
export const SCRIPT = fileURLToPath(new URL('../management-interface/dist/main.js', import.meta.url));

/** A console that runs in a process of its own. */
export class Console implements AsyncDisposable {
  /** Use {@link startConsole}. */
  constructor(
    readonly app: AppProcess,
    /** Its public address, on the port that it listens on. */
    readonly url: string,
  ) {}

  /** Somebody new, without a cookie. */
  visitor(options: VisitorOptions = {}): Visitor {
    return new Visitor(this.url, options);
  }

  /** Ends the process. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.app.stop();
  }
}

/**
 * Starts the built console (run `npm run build` first) on a free port of 127.0.0.1. Without more it keeps nothing: an
 * embedded database in memory, pending codes in memory, texts in its inbox.
 * @param script - another copy of it.
 */
export async function startConsole(
  env: Readonly<Record<string, string | undefined>> = {},
  script = SCRIPT,
): Promise<Console> {
  const app = await startApp({
    script,
    // To optimize the WebAssembly of the embedded database takes longer than to run it unoptimized.
    nodeArgs: ['--liftoff-only'],
    env: { PORT: '0', DATABASE_URL: 'memory:', NO_COLOR: '1', ...env },
    readyPattern: /^Management Interface: (\S+)$/m,
    timeoutMs: 90_000,
  });
  return new Console(app, app.ready[1] as string);
}
