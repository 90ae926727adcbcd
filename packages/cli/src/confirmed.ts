import type { GivenOptions, Terminal } from './command.js';
import { UsageError } from './usage-error.js';

/** Looks, before anything else, whether somebody can be asked. @throws UsageError where nobody can, without `--yes`. */
export function needConfirmation(given: GivenOptions, { confirm }: Terminal): void {
  if (given.yes !== true && confirm === undefined)
    throw new UsageError('Nobody sits at a terminal to be asked: give --yes');
}

/** Asks whether to go on, unless `--yes` was given. */
export async function confirmed(question: string, given: GivenOptions, { confirm, out }: Terminal): Promise<boolean> {
  if (given.yes === true || (await confirm?.(question)) === true) return true;
  out('Nothing was done.\n');
  return false;
}
