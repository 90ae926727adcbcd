import type { MigrationInterface } from 'typeorm';
import { AddContests } from './add-contests.js';
import { AddSuspicion } from './add-suspicion.js';
import { AllowCut } from './allow-cut.js';
import { CreateEvents } from './create-events.js';
import { CreateTables } from './create-tables.js';
import { WidenFactors } from './widen-factors.js';

/** The migrations to spread into the `migrations` of the host's DataSource, oldest first. Released ones never change. */
export const countersignMigrations: readonly (new () => MigrationInterface)[] = [
  CreateTables,
  AddSuspicion,
  CreateEvents,
  AddContests,
  WidenFactors,
  AllowCut,
];
