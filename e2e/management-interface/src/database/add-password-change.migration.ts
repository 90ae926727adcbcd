import type { MigrationInterface, QueryRunner } from 'typeorm';

const COLUMNS = [
  "must_change text CHECK (must_change IN ('suspected', 'contested', 'set'))",
  'sessions_ended_at timestamptz',
  'locked_until timestamptz',
];

/** Lets an administrator be made to choose another password. */
export class AddPasswordChange1760000000001 implements MigrationInterface {
  readonly name = 'AddPasswordChange1760000000001';

  async up(runner: QueryRunner): Promise<void> {
    for (const column of COLUMNS) await runner.query(`ALTER TABLE administrator ADD COLUMN ${column}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const column of COLUMNS) await runner.query(`ALTER TABLE administrator DROP COLUMN ${column.split(' ')[0]}`);
  }
}
