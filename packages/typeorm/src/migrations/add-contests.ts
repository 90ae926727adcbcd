import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tablesOf } from '../tables.js';

const COLUMNS = ['contested_at', 'contested_notice_at'];

/** Gives each subject room for the notice that its owner has last contested; `down` forgets them. */
export class AddContests implements MigrationInterface {
  /** Written out, so that a bundler that renames classes does not make it a migration that never ran. */
  readonly name = 'CountersignAddContests1795608000000';

  /** Adds the columns. */
  async up(runner: QueryRunner): Promise<void> {
    const { subject } = tablesOf(runner.dataSource);
    for (const column of COLUMNS) await runner.query(`ALTER TABLE ${subject} ADD COLUMN ${column} timestamptz`);
  }

  /** Drops the columns. */
  async down(runner: QueryRunner): Promise<void> {
    const { subject } = tablesOf(runner.dataSource);
    for (const column of COLUMNS) await runner.query(`ALTER TABLE ${subject} DROP COLUMN ${column}`);
  }
}
