import type { Environment } from './environment.js';

/** Where a command reads and writes. */
export interface Terminal {
  readonly env: Environment;
  /** Writes to standard output. */
  out(text: string): void;
  /** Writes to standard error. */
  err(text: string): void;
  /** Whom the operating system takes for the one at work. */
  readonly user: string;
  /** Asks the person at the terminal; absent where there is none. @returns whether the answer was yes. */
  confirm?(question: string): Promise<boolean>;
}

/** One option of a command. */
export interface CommandOption {
  readonly type: 'string' | 'boolean';
  /** What stands for the value in `--help`, as `<name>`. */
  readonly value?: string;
  /** What it does, in `--help`. */
  readonly says: string;
}

/** What a command is about, after its name. */
export interface CommandArgument {
  /** What stands for it in `--help`, as `<subject>`. */
  readonly value: string;
  /** What it is, in `--help`. */
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
  /** The one argument that it needs. @defaultValue none may be given */
  readonly argument?: CommandArgument;
  /** Every option but `--help`, which all commands have. No value may be a secret: a command line can be read by others. */
  readonly options: Readonly<Record<string, CommandOption>>;
  /** What `--help` says besides. */
  readonly notes: string;
  /**
   * Does it.
   * @param argument - as it was given; empty for a command that has none.
   * @returns the exit code.
   * @throws UsageError for an option that cannot be used; Unable where something that it needs cannot be reached or used.
   */
  run(options: GivenOptions, terminal: Terminal, argument: string): Promise<number>;
}

/** An option's text; an empty one counts as not given. */
export function textGiven(given: GivenOptions, name: string): string | undefined {
  const value = given[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}
