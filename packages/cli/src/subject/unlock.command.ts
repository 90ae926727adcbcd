import { unlockOnRecord } from '@countersign/typeorm';
import type { Command } from '../command.js';
import { confirmed } from '../confirmed.js';
import { printable } from '../printable.js';
import { Unable } from '../unable.js';
import { byOperator, onRecord } from './act.js';
import { type LockInRedis, lockInRedis } from './lock-in-redis.js';
import { lookAt } from './look-at.js';
import { ACT_OPTIONS, SUBJECT } from './subject-options.js';

/** `countersign unlock`: ends the locks of an account (R15, R72). */
export const unlockCommand: Command = {
  name: 'unlock',
  argument: SUBJECT,
  summary:
    'Ends an account’s locks: the one of 24 hours, and the suspicion about its password. A disabled factor stays.',
  options: ACT_OPTIONS,
  notes: `Variables, as the host has them: DATABASE_URL, COUNTERSIGN_SECRET; REDIS_URL for the lock of 24 hours.

Works on the stores themselves: for the day when nobody can log in. The event goes to the audit trail in the transaction that
ends the suspicion; the lock in Redis ends after that. The owner of the account gets no notice from here, so tell them.

Exit code: 0 done, 1 not done, or not all of it, 2 for wrong usage and for what could not be reached.`,
  async run(options, terminal, subject) {
    const act = { subject, ...byOperator(options, terminal) };
    const lock = lockInRedis(terminal.env, options, subject);
    await lookAt(subject, lock, options, terminal);
    if (!(await confirmed(`End the locks of ${printable(subject)}?`, options, terminal))) return 1;
    // Once more: the answer may have taken a while, and what has begun should end.
    await lock?.read();
    await onRecord(options, terminal, (dataSource, how) => unlockOnRecord(dataSource, act, how));
    if (lock === undefined) return said(0, DONE_WITHOUT_REDIS, terminal.out);
    return (await cleared(lock)) ? said(0, DONE, terminal.out) : said(1, HALF_DONE, terminal.err);
  },
};

async function cleared(lock: LockInRedis): Promise<boolean> {
  try {
    await lock.clear();
    return true;
  } catch (error) {
    if (error instanceof Unable) return false;
    throw error;
  }
}

function said(code: number, line: string, write: (text: string) => void): number {
  write(`${line}\n`);
  return code;
}

const DONE = 'Done. Tell the owner of the account: no notice was sent.';

const DONE_WITHOUT_REDIS = `${DONE} REDIS_URL is not set, so the lock of 24 hours stays.`;

const HALF_DONE =
  'The suspicion has ended and the event is kept, but Redis did not say whether the lock of 24 hours has ended: do it again.';
