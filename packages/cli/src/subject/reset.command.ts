import { resetOnRecord } from '@countersign/typeorm';
import type { Command } from '../command.js';
import { confirmed } from '../confirmed.js';
import { printable } from '../printable.js';
import { byOperator, onRecord } from './act.js';
import { lookAt } from './look-at.js';
import { ACT_OPTIONS, SUBJECT } from './subject-options.js';

/** `countersign reset`: an account has to enrol again (R38, R72). */
export const resetCommand: Command = {
  name: 'reset',
  argument: SUBJECT,
  summary: 'Removes an account’s factors and ends its sessions, so that it has to enrol again. Its locks stay.',
  options: ACT_OPTIONS,
  notes: `Variables, as the host has them: DATABASE_URL, COUNTERSIGN_SECRET.

Works on the database itself: for the day when nobody can log in. The event goes to the audit trail in the same transaction;
the owner of the account gets no notice from here, so tell them.

Exit code: 0 done, 1 not done, 2 for wrong usage and for what could not be reached.`,
  async run(options, terminal, subject) {
    const act = { subject, ...byOperator(options, terminal) };
    await lookAt(subject, undefined, options, terminal);
    if (!(await confirmed(`Remove every factor of ${printable(subject)}?`, options, terminal))) return 1;
    const outcome = await onRecord(options, terminal, (dataSource, how) => resetOnRecord(dataSource, act, how));
    if (outcome === 'unknown_subject') {
      terminal.err('Nothing was done: the database does not know this account.\n');
      return 1;
    }
    terminal.out('Done: the account has to enrol again. Tell its owner: no notice was sent.\n');
    return 0;
  },
};
