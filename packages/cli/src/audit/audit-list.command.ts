import { readTrail } from '@countersign/typeorm';
import { type Command, type GivenOptions, textGiven } from '../command.js';
import { DATABASE_OPTIONS, tablePlace } from '../database/database-options.js';
import { STEP_MS, withDatabase } from '../database/with-database.js';
import { printable } from '../printable.js';
import { UsageError } from '../usage-error.js';
import { eventLine } from './event-line.js';
import { momentOf } from './moment.js';

/** `countersign audit list`: events of the trail, newest first. */
export const auditListCommand: Command = {
  name: 'audit list',
  summary: 'Lists events of the audit trail, newest first.',
  options: {
    subject: { type: 'string', value: '<id>', says: 'Only what this account is the subject of, or has done.' },
    since: { type: 'string', value: '<7d|date>', says: 'Only from then on: 7d, 24h, 2026-11-24 or 2026-11-24T18:00Z.' },
    limit: { type: 'string', value: '<count>', says: 'At most so many, 1 to 1000. Default: 50.' },
    json: { type: 'boolean', says: 'Prints them as JSON: [{ sequence, event }].' },
    ...DATABASE_OPTIONS,
  },
  notes: `Variables, as the host has them: DATABASE_URL.

Whether what is listed is what was written, countersign audit verify tells.

Exit code: 0, or 2 for wrong usage and for what could not be looked at.`,
  async run(options, { env, out }) {
    const since = textGiven(options, 'since');
    const from = since === undefined ? undefined : momentOf('since', since, Date.now());
    const filter = { subject: textGiven(options, 'subject'), from, limit: limitOf(options) };
    const kept = await withDatabase(env, tablePlace(options), (dataSource) =>
      readTrail(dataSource, filter, { timeoutMs: STEP_MS }),
    );
    if (options.json === true) out(`${JSON.stringify(kept, null, 2).split('\n').map(printable).join('\n')}\n`);
    else out(kept.map((each) => `${eventLine(each)}\n`).join(''));
    return 0;
  },
};

function limitOf(options: GivenOptions): number | undefined {
  const text = textGiven(options, 'limit');
  if (text === undefined) return undefined;
  if (/^\d{1,4}$/.test(text) && Number(text) >= 1 && Number(text) <= 1_000) return Number(text);
  throw new UsageError('--limit must be a whole number from 1 to 1000');
}
