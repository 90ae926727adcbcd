import type { Redis } from 'ioredis';
import type { System } from './system.js';
import { until } from './until.js';

/** What counts codes for everybody, once a second at most, is of no one request. */
function tallies(command: readonly string[]): boolean {
  return command.some((word) => word.endsWith(':tally'));
}

/** Listens to what reaches Redis, and tells the second step's commands: those that name one of its keys. */
export class Wire implements Disposable {
  readonly #system: System;
  readonly #monitor: Redis;
  #commands: string[][] = [];

  private constructor(system: System, monitor: Redis) {
    this.#system = system;
    this.#monitor = monitor;
    monitor.on('monitor', (_time: string, command: string[], source: string) => {
      // What a script does inside Redis is no command on the wire.
      if (source !== 'lua') this.#commands.push(command);
    });
  }

  /** Starts to listen. */
  static async on(system: System): Promise<Wire> {
    return new Wire(system, await system.keys.monitor());
  }

  /** The names of the second step's commands that a request causes, in order; and what the request was answered. */
  async during(request: () => Promise<Response>): Promise<{ status: number; commands: string[] }> {
    await this.#upToNow();
    this.#commands = [];
    const { status } = await request();
    await this.#upToNow();
    const ours = this.#commands.filter(
      (command) => command.some((word) => word.startsWith('cs:{')) && !tallies(command),
    );
    return { status, commands: ours.map(([name = '']) => name.toLowerCase()) };
  }

  /** Stops. */
  [Symbol.dispose](): void {
    this.#monitor.disconnect();
  }

  /** Waits until everything that was sent so far was heard: Redis tells of commands in their order. */
  async #upToNow(): Promise<void> {
    const mark = `mark ${performance.now()}`;
    await this.#system.keys.echo(mark);
    await until('the mark is heard', () => this.#commands.some((command) => command.includes(mark)));
  }
}
