import type { Terminal } from './command.js';
import { COMMANDS, commandOf } from './commands.js';
import { commandHelp, programHelp } from './help.js';
import { readOptions } from './read-options.js';
import { Unable } from './unable.js';
import { UsageError } from './usage-error.js';

/** The exit code of a command line that cannot be followed, and of a command that could not do its work. */
const NOT_RUN = 2;

/**
 * Runs the command that the arguments name.
 * @param args - without Node and the script.
 * @returns the exit code: the command's own, or 2 for wrong usage and for what could not be looked at, with the reason on standard error.
 */
export async function runCli(args: readonly string[], terminal: Terminal): Promise<number> {
  try {
    return await run(args, terminal);
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof Unable)) throw error;
    terminal.err(`${error.message}\n`);
    return NOT_RUN;
  }
}

async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  const [first] = args;
  if (first === '--help' || first === '-h') {
    terminal.out(programHelp(COMMANDS));
    return 0;
  }
  if (first === undefined) throw new UsageError(programHelp(COMMANDS).trimEnd());
  const command = commandOf(args);
  if (command === undefined) throw new UsageError('There is no such command. Try: countersign --help');
  const { options, argument } = readOptions(command, args.slice(command.name.split(' ').length));
  if (options.help !== true) return command.run(options, terminal, argument);
  terminal.out(commandHelp(command));
  return 0;
}
