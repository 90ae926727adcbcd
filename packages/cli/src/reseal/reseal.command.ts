import { leftBy, readSecretUse, resealOnRecord } from '@countersign/typeorm';
import type { Command, GivenOptions, Terminal } from '../command.js';
import { confirmed, needConfirmation } from '../confirmed.js';
import { DATABASE_OPTIONS, tablePlace } from '../database/database-options.js';
import { STEP_MS, withDatabase } from '../database/with-database.js';
import { secretsOf } from '../secrets.js';
import { ofOtherSecret } from '../subject/act.js';
import { hangsOn, useLines } from './use-lines.js';

/** `countersign reseal`: what makes a rotation of secrets come to its end (R62). */
export const resealCommand: Command = {
  name: 'reseal',
  summary:
    'Seals every factor anew under the newest secret, so that older ones can be dropped; or counts what needs them.',
  options: {
    check: { type: 'boolean', says: 'Only counts what still needs each secret. Changes nothing.' },
    yes: { type: 'boolean', says: 'Does not ask. Needed where nobody sits at a terminal.' },
    ...DATABASE_OPTIONS,
  },
  notes: `Variables, as the host has them: DATABASE_URL, COUNTERSIGN_SECRET (all secrets, newest first).

Run it when every process of the host has these secrets in this order: one that lacks the first could not open what is sealed
under it. It works while the host does, and may be run again. That it begins and what it came to goes to the audit trail.

Exit code: 0 nothing is left that needs another secret than the newest, 1 something is, or it was not wanted; 2 for wrong usage
and for what could not be reached. Events of the audit trail do not count: they need their secret to be verified, and for nothing
else.`,
  async run(options, terminal) {
    return options.check === true ? check(options, terminal) : reseal(options, terminal);
  },
};

async function check(options: GivenOptions, { env, out }: Terminal): Promise<number> {
  const secrets = secretsOf(env);
  const use = await withDatabase(env, tablePlace(options), (dataSource) =>
    readSecretUse(dataSource, { secrets, timeoutMs: STEP_MS }),
  );
  out(`${useLines(use).join('\n')}\n`);
  return hangsOn(use) ? 1 : 0;
}

async function reseal(options: GivenOptions, terminal: Terminal): Promise<number> {
  needConfirmation(options, terminal);
  const secrets = secretsOf(terminal.env);
  const { length } = secrets;
  const question = `Does every process of the host have ${length === 1 ? 'this secret' : `these ${length} secrets, in this order`}?`;
  if (!(await confirmed(question, options, terminal))) return 1;
  const act = { actor: `cli:${terminal.user}` };
  const report = await withDatabase(terminal.env, tablePlace(options), (dataSource) =>
    resealOnRecord(dataSource, act, { secrets, timeoutMs: STEP_MS }),
  );
  if (report === 'unknown_secret') throw ofOtherSecret();
  const [current = 0] = report.found;
  const others = leftBy(report) - report.unreadable;
  terminal.out(
    `${report.resealed} sealed anew, ${current} were under the newest secret already, ${report.unreadable} cannot be opened.\n`,
  );
  if (others > 0) terminal.out(`${others} were changed meanwhile: run it again.\n`);
  if (report.unreadable > 0) terminal.out(`${UNREADABLE}\n`);
  return leftBy(report) > 0 ? 1 : 0;
}

const UNREADABLE =
  'What cannot be opened needs a secret that COUNTERSIGN_SECRET does not have, or was altered; it was left as it is.';
