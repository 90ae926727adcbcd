import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tablesOf } from '../tables.js';

const COLUMNS = ['suspected_until timestamptz', 'suspected_credential text'];

/** Gives each subject room for a suspicion about its password; `down` forgets the suspicions there are. */
export class AddSuspicion implements MigrationInterface {
  /** Written out, so that a bundler that renames classes does not make it a migration that never ran. */
  readonly name = 'CountersignAddSuspicion1795521600000';

  /** Adds the columns. */
  async up(runner: QueryRunner): Promise<void> {
    const { subject } = tablesOf(runner.dataSource);
    for (const column of COLUMNS) await runner.query(`ALTER TABLE ${subject} ADD COLUMN ${column}`);
  }

  /** Drops the columns. */
  async down(runner: QueryRunner): Promise<void> {
    const { subject } = tablesOf(runner.dataSource);
    for (const column of COLUMNS) await runner.query(`ALTER TABLE ${subject} DROP COLUMN ${column.split(' ')[0]}`);
  }
}
