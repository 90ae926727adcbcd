import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tablesOf } from '../tables.js';

const COLUMNS = ['name text', 'preferred boolean NOT NULL DEFAULT false', 'counter bigint NOT NULL DEFAULT 0'];

/** Makes room for factors that are no phones; `down` removes those there are, which nothing before could use. */
export class WidenFactors implements MigrationInterface {
  /** Written out, so that a bundler that renames classes does not make it a migration that never ran. */
  readonly name = 'CountersignWidenFactors1795651200000';

  /** Widens the table. */
  async up(runner: QueryRunner): Promise<void> {
    const { factor } = tablesOf(runner.dataSource);
    await runner.query(`ALTER TABLE ${factor} RENAME COLUMN sealed_phone TO sealed`);
    await runner.query(`ALTER TABLE ${factor} RENAME COLUMN phone_index TO lookup`);
    await runner.query(
      `ALTER TABLE ${factor} ALTER COLUMN lookup DROP NOT NULL, ALTER COLUMN last_digits DROP NOT NULL`,
    );
    await runner.query(
      `ALTER INDEX ${beside(factor, 'countersign_factor_phone_index')} RENAME TO countersign_factor_lookup`,
    );
    for (const column of COLUMNS) await runner.query(`ALTER TABLE ${factor} ADD COLUMN ${column}`);
  }

  /** Narrows it again. */
  async down(runner: QueryRunner): Promise<void> {
    const { factor } = tablesOf(runner.dataSource);
    await runner.query(`DELETE FROM ${factor} WHERE kind <> 'phone'`);
    for (const column of COLUMNS) await runner.query(`ALTER TABLE ${factor} DROP COLUMN ${column.split(' ')[0]}`);
    await runner.query(
      `ALTER INDEX ${beside(factor, 'countersign_factor_lookup')} RENAME TO countersign_factor_phone_index`,
    );
    await runner.query(`ALTER TABLE ${factor} ALTER COLUMN lookup SET NOT NULL, ALTER COLUMN last_digits SET NOT NULL`);
    await runner.query(`ALTER TABLE ${factor} RENAME COLUMN lookup TO phone_index`);
    await runner.query(`ALTER TABLE ${factor} RENAME COLUMN sealed TO sealed_phone`);
  }
}

/** The index lives in the schema of its table. */
function beside(table: string, index: string): string {
  return table.replace(/"[^"]*"$/, `"${index}"`);
}
