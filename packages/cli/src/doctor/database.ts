import { countersignMigrations } from '@countersign/typeorm';
import { databaseFault } from '../database/database-fault.js';
import type { Check } from './check.js';
import { ok, problem, type Verdict } from './finding.js';
import { readMigrations } from './migrations.js';
import type { DoctorSettings } from './settings.js';

/** Whether the database can be reached, and every migration of ours has run there. It reads, and never writes. */
export const databaseCheck: Check = {
  name: 'database',
  async run(settings) {
    try {
      const applied = await readMigrations(settings);
      return applied === undefined ? noTable(settings) : judge(applied);
    } catch (error) {
      return faultVerdict(error);
    }
  },
};

function judge(applied: readonly string[]): Verdict {
  const wanted = countersignMigrations.map((Migration) => new Migration().name ?? Migration.name);
  const missing = wanted.filter((name) => !applied.includes(name));
  if (missing.length > 0) return problem(`Not run yet: ${missing.join(', ')}.`, RUN);
  return ok(`All migrations of Countersign have run (${wanted.length}).`);
}

function noTable({ migrationsTable }: DoctorSettings): Verdict {
  const todo = `${RUN} If they have run, name their table with --schema and --migrations-table.`;
  return problem(`No migration has run: there is no table ${migrationsTable}.`, todo);
}

const RUN = 'Run your migrations, with ...countersignMigrations among them.';

function faultVerdict(error: unknown): Verdict {
  if ((Object(error) as { code?: unknown }).code === '42501')
    return problem('The table of migrations may not be read.', 'Let this user SELECT from it.');
  const { says, todo } = databaseFault(error);
  return problem(says, todo);
}
