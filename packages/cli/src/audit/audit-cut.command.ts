import { CUT_AFTER_DAYS, type CutOutcome, cutTrail } from '@countersign/typeorm';
import { type Command, type GivenOptions, type Terminal, textGiven } from '../command.js';
import { confirmed, needConfirmation } from '../confirmed.js';
import { DATABASE_OPTIONS, tablePlace } from '../database/database-options.js';
import { STEP_MS, withDatabase } from '../database/with-database.js';
import { secretsOf } from '../secrets.js';
import { UsageError } from '../usage-error.js';
import { momentOf } from './moment.js';
import { verdictLines } from './verdict-lines.js';

/** `countersign audit cut`: the trail's retention (R77). */
export const auditCutCommand: Command = {
  name: 'audit cut',
  summary:
    'Cuts the oldest events off the audit trail. An event of it tells of the cut, so that the rest can still be verified.',
  options: {
    before: {
      type: 'string',
      value: '<400d|date>',
      says: `Cuts what is older: 400d, 2026-01-31 or 2026-01-31T18:00Z, ${CUT_AFTER_DAYS} days ago or more.`,
    },
    yes: { type: 'boolean', says: 'Does not ask. Needed where nobody sits at a terminal.' },
    ...DATABASE_OPTIONS,
  },
  notes: `Variables, as the host has them: DATABASE_URL, with a user that may DELETE; COUNTERSIGN_SECRET (retired secrets too).

The trail is verified first: one that is not as it was written is left as it is.

Exit code: 0 done, or there was nothing older; 1 broken, or not wanted; 2 for wrong usage and for what could not be reached.`,
  async run(options, terminal) {
    const before = beforeOf(options);
    needConfirmation(options, terminal);
    const secrets = secretsOf(terminal.env);
    const question = `Cut every event before ${before.toISOString()} off the audit trail?`;
    if (!(await confirmed(question, options, terminal))) return 1;
    const cut = { before, actor: `cli:${terminal.user}`, secrets, timeoutMs: STEP_MS };
    return tell(
      await withDatabase(terminal.env, tablePlace(options), (dataSource) => cutTrail(dataSource, cut)),
      terminal,
    );
  },
};

function beforeOf(options: GivenOptions): Date {
  const now = Date.now();
  const before = momentOf('before', textGiven(options, 'before') ?? '', now);
  if (before.getTime() <= now - CUT_AFTER_DAYS * 86_400_000) return before;
  throw new UsageError(`--before must be ${CUT_AFTER_DAYS} days ago or more`);
}

function tell(outcome: CutOutcome, { out, err }: Terminal): number {
  if (outcome.status === 'nothing') {
    out('There is no older event.\n');
    return 0;
  }
  if (outcome.status === 'broken') {
    err(`${['Nothing was cut.', ...verdictLines(outcome.verdict, undefined)].join('\n')}\n`);
    return 1;
  }
  out(`Cut: ${outcome.removed} of the oldest events. The first that is kept is number ${outcome.firstKept}.\n`);
  return 0;
}
