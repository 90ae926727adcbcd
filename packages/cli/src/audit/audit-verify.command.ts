import { verifyTrail } from '@countersign/typeorm';
import { type Command, textGiven } from '../command.js';
import { DATABASE_OPTIONS, tablePlace } from '../database/database-options.js';
import { STEP_MS, withDatabase } from '../database/with-database.js';
import { secretsOf } from '../secrets.js';
import { readCheckpoint, writeCheckpoint } from './checkpoint.js';
import { verdictLines } from './verdict-lines.js';

/** `countersign audit verify`: exits with 1 when the trail is not as it was written (R75). */
export const auditVerifyCommand: Command = {
  name: 'audit verify',
  summary:
    'Tells whether the audit trail is as it was written, or the first place where it is not. Changes nothing in it.',
  options: {
    checkpoint: {
      type: 'string',
      value: '<file>',
      says: 'Compares with what this file has of the last time, and renews it. It is made where there is none.',
    },
    ...DATABASE_OPTIONS,
  },
  notes: `Variables, as the host has them: DATABASE_URL, COUNTERSIGN_SECRET (retired secrets too, newest first).

Rows that are cut off at the end leave a chain that is whole: the file of --checkpoint shows it. Keep it where nobody who can
write to the database can write.

Exit code: 0 as it was written, 1 broken, 2 for wrong usage and for what could not be looked at.`,
  async run(options, { env, out }) {
    const file = textGiven(options, 'checkpoint');
    const secrets = secretsOf(env);
    const checkpoint = file === undefined ? undefined : await readCheckpoint(file);
    const verdict = await withDatabase(env, tablePlace(options), (dataSource) =>
      verifyTrail(dataSource, { secrets, checkpoint, timeoutMs: STEP_MS }),
    );
    if (verdict.ok && file !== undefined) await writeCheckpoint(file, verdict.end);
    out(`${verdictLines(verdict, checkpoint).join('\n')}\n`);
    return verdict.ok ? 0 : 1;
  },
};
