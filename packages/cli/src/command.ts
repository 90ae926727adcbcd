import type { Environment } from './environment.js';

/** Where a command reads and writes. */
export interface Terminal {
  readonly env: Environment;
  /** Writes to standard output. */
  out(text: string): void;
  /** Writes to standard error. */
  err(text: string): void;
}

/** One option of a command. */
export interface CommandOption {
  readonly type: 'string' | 'boolean';
  /** What stands for the value in `--help`, as `<name>`. */
  readonly value?: string;
  /** What it does, in `--help`. */
  readonly says: string;
}

/** Options as they were given. */
export type GivenOptions = Readonly<Record<string, string | boolean | undefined>>;

/** One thing that the program does. */
export interface Command {
  /** As it is typed, a word or several: `doctor`. */
  readonly name: string;
  /** One line, in the list of commands. */
  readonly summary: string;
  /** Every option but `--help`, which all commands have. No value may be a secret: a command line can be read by others. */
  readonly options: Readonly<Record<string, CommandOption>>;
  /** What `--help` says besides. */
  readonly notes: string;
  /**
   * Does it.
   * @returns the exit code.
   * @throws UsageError for an option that cannot be used.
   */
  run(options: GivenOptions, terminal: Terminal): Promise<number>;
}
