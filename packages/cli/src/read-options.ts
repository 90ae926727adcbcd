import { parseArgs } from 'node:util';
import type { Command, GivenOptions } from './command.js';
import { UsageError } from './usage-error.js';

/** What Node says of an argument, without its advice: the name of an option, and never a value. */
const SAYABLE = /^(Unknown option '--?[\w-]+'|Option '[^']+' (?:argument missing|does not take an argument))/;

/** What was given behind a command's name. */
export interface Given {
  readonly options: GivenOptions;
  /** Empty for a command that has none, and where help is asked for. */
  readonly argument: string;
}

/**
 * Reads what stands behind a command's name.
 * @throws UsageError for an option that there is none of, a value or an argument that is missing, and one too many.
 */
export function readOptions(command: Command, args: readonly string[]): Given {
  const hint = `Try: countersign ${command.name} --help`;
  const { values, positionals } = parse(command, args, hint);
  const [argument = '', ...more] = positionals;
  if (more.length > 0) throw new UsageError(`There is more than one argument that is no option. ${hint}`);
  if (command.argument !== undefined && argument === '' && values.help !== true)
    throw new UsageError(`${command.argument.value} is missing. ${hint}`);
  return { options: values, argument };
}

function parse({ options, argument }: Command, args: readonly string[], hint: string) {
  const known = Object.entries(options).map(([option, { type }]) => [option, { type }] as const);
  const all = { ...Object.fromEntries(known), help: { type: 'boolean' } } as const;
  try {
    return parseArgs({ args: [...args], options: all, strict: true, allowPositionals: argument !== undefined });
  } catch (error) {
    throw new UsageError(`${sayable(error)}. ${hint}`);
  }
}

function sayable(error: unknown): string {
  const { message } = Object(error) as { message?: unknown };
  return SAYABLE.exec(String(message))?.[1] ?? 'There is an argument that is no option';
}
