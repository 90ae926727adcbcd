import { type ByAdministrator, REASON_CHARACTERS, reasonOf, StoreUnavailable } from '@countersign/core';
import type { OnRecordOptions, UnknownSecret } from '@countersign/typeorm';
import type { DataSource } from 'typeorm';
import { type GivenOptions, type Terminal, textGiven } from '../command.js';
import { needConfirmation } from '../confirmed.js';
import { tablePlace } from '../database/database-options.js';
import { STEP_MS, withDatabase } from '../database/with-database.js';
import { secretsOf } from '../secrets.js';
import { Unable } from '../unable.js';
import { UsageError } from '../usage-error.js';

/**
 * Who does something, and why, as the audit trail keeps it (R72).
 * @throws UsageError for a reason that is none, and where nobody can be asked and `--yes` was not given.
 */
export function byOperator(given: GivenOptions, terminal: Terminal): ByAdministrator {
  const reason = reasonOf(textGiven(given, 'reason'));
  if (reason === undefined) throw new UsageError(`--reason is needed: ${REASON_CHARACTERS.join(' to ')} characters`);
  needConfirmation(given, terminal);
  return { actor: `cli:${terminal.user}`, reason };
}

/**
 * Does it in the host's database, on record.
 * @throws Unable when nothing was done, or when that is not known.
 */
export async function onRecord<Outcome>(
  given: GivenOptions,
  { env }: Terminal,
  work: (dataSource: DataSource, options: OnRecordOptions) => Promise<Outcome | UnknownSecret>,
): Promise<Outcome> {
  const options = { secrets: secretsOf(env), timeoutMs: STEP_MS };
  const outcome = await withDatabase(env, tablePlace(given), (dataSource) => work(dataSource, options).catch(unknown));
  if (outcome === 'unknown_secret') throw ofOtherSecret();
  return outcome as Outcome;
}

/** The trail was made under another secret: whoever goes on has the wrong ones. */
export function ofOtherSecret(): Unable {
  return new Unable(OTHER_SECRET);
}

/** A refusal comes before anything is written; anything else may have come after. */
function unknown(error: unknown): never {
  if (!(error instanceof StoreUnavailable) || error.reason in REFUSALS) throw error;
  throw new Unable(`The database did not say whether it was done (${error.reason}). Look with: countersign status`);
}

/** SQLSTATEs that roll a transaction back. */
const REFUSALS = { '42501': true, '42P01': true, '42703': true };

const OTHER_SECRET =
  'Nothing was done: the audit trail’s last event was made under a secret that COUNTERSIGN_SECRET does not have. Give it the host’s own.';
