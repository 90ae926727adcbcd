import { bypassOnRecord } from '@countersign/typeorm';
import type { Command } from '../command.js';
import { confirmed } from '../confirmed.js';
import { printable } from '../printable.js';
import { byOperator, onRecord } from './act.js';
import { lookAt } from './look-at.js';
import { ACT_OPTIONS, SUBJECT } from './subject-options.js';

/** `countersign bypass`: a code that stands in, once, for an account's lost factor (R60, R72). */
export const bypassCommand: Command = {
  name: 'bypass',
  argument: SUBJECT,
  summary: 'Issues a code that stands in once for an account’s lost factor, within 15 minutes. Ends its sessions.',
  options: ACT_OPTIONS,
  notes: `Variables, as the host has them: DATABASE_URL, COUNTERSIGN_SECRET.

The code is printed once, alone on a line of standard output. It signs nobody in: after the password it lets the owner register
another factor. Where the host asks for a second approver, an administrator has to approve it there first. The event goes to the
audit trail in the same transaction; the owner of the account gets no notice from here, so tell them.

Exit code: 0 done, 1 not done, 2 for wrong usage and for what could not be reached.`,
  async run(options, terminal, subject) {
    const act = { subject, ...byOperator(options, terminal) };
    await lookAt(subject, undefined, options, terminal);
    if (!(await confirmed(`Issue a code for ${printable(subject)}?`, options, terminal))) return 1;
    const outcome = await onRecord(options, terminal, async (dataSource, how) => {
      const issued = await bypassOnRecord(dataSource, act, how);
      return issued.status === 'unknown_secret' ? issued.status : issued;
    });
    if (outcome.status !== 'issued') {
      terminal.err('Nothing was done: the account has no factor that a code could stand in for.\n');
      return 1;
    }
    terminal.out(`\n${outcome.code.grouped()}\n\n`);
    terminal.out(`Works once, until ${outcome.expiresAt.toISOString()}. It is not shown again. ${TELL}\n`);
    return 0;
  },
};

const TELL = 'Tell the owner of the account: no notice was sent.';
