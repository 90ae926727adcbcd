import { parseArgs } from 'node:util';
import type { Command, GivenOptions } from './command.js';
import { UsageError } from './usage-error.js';

/** What Node says of an argument, without its advice: the name of an option, and never a value. */
const SAYABLE = /^(Unknown option '--?[\w-]+'|Option '[^']+' (?:argument missing|does not take an argument))/;

/**
 * Reads what stands behind a command's name.
 * @throws UsageError for an option that there is none of, a value that is missing, and whatever is no option.
 */
export function readOptions({ name, options }: Command, args: readonly string[]): GivenOptions {
  const known = Object.entries(options).map(([option, { type }]) => [option, { type }] as const);
  try {
    const all = { ...Object.fromEntries(known), help: { type: 'boolean' } } as const;
    return parseArgs({ args: [...args], options: all, strict: true, allowPositionals: false }).values;
  } catch (error) {
    throw new UsageError(`${sayable(error)}. Try: countersign ${name} --help`);
  }
}

function sayable(error: unknown): string {
  const { message } = Object(error) as { message?: unknown };
  return SAYABLE.exec(String(message))?.[1] ?? 'There is an argument that is no option';
}
