import { Socket } from 'node:net';
import type { CodeSink } from './system.js';

/** The file descriptor on which the driver reads codes. */
export const CODE_PIPE = 3;

/** Keeps codes in memory, and hands each to the driver as a line: a person reads a text, a driver reads a pipe. */
export class MemorySink implements CodeSink {
  readonly #codes = new Map<number, string>();
  readonly #pipe = new Socket({ fd: CODE_PIPE, readable: false });
  /** Whether the driver is told; in process it is this process that answers. */
  tells = false;

  /** {@inheritDoc CodeSink.send} */
  send(user: number, code: string): void {
    if (this.tells) this.#pipe.write(`${user} ${code}\n`);
    else this.#codes.set(user, code);
  }

  /** {@inheritDoc CodeSink.take} */
  take(user: number): string {
    const code = this.#codes.get(user);
    if (code === undefined) throw new Error(`no code was sent to user ${user}`);
    this.#codes.delete(user);
    return code;
  }
}
