import type { MigrationInterface, QueryRunner } from 'typeorm';
import { type Tables, tablesOf } from '../tables.js';

/** Makes the three tables; `down` drops them, with every factor in them. */
export class CreateTables implements MigrationInterface {
  /** Written out, so that a bundler that renames classes does not make it a migration that never ran. */
  readonly name = 'CountersignCreateTables1795478400000';

  /** Makes the tables in the schema and under the prefix that the data source has. */
  async up(runner: QueryRunner): Promise<void> {
    const tables = tablesOf(runner.dataSource);
    for (const statement of [
      createSubject(tables),
      createFactor(tables),
      ...createIndexes(tables),
      createFailure(tables),
    ])
      await runner.query(statement);
  }

  /** Drops the tables. */
  async down(runner: QueryRunner): Promise<void> {
    const tables = tablesOf(runner.dataSource);
    for (const table of [tables.failure, tables.factor, tables.subject]) await runner.query(`DROP TABLE ${table}`);
  }
}

function createSubject({ subject }: Tables): string {
  return `CREATE TABLE ${subject} (
    subject text NOT NULL,
    epoch integer NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT countersign_subject_pkey PRIMARY KEY (subject)
  )`;
}

function createFactor({ factor, subject }: Tables): string {
  return `CREATE TABLE ${factor} (
    id uuid NOT NULL,
    subject text NOT NULL,
    kind text NOT NULL,
    sealed_phone text NOT NULL,
    phone_index text NOT NULL,
    last_digits text NOT NULL,
    confirmed_at timestamptz NOT NULL DEFAULT now(),
    consecutive_failures integer NOT NULL DEFAULT 0,
    disabled_at timestamptz,
    CONSTRAINT countersign_factor_pkey PRIMARY KEY (id),
    CONSTRAINT countersign_factor_subject_fkey FOREIGN KEY (subject) REFERENCES ${subject} (subject) ON DELETE CASCADE
  )`;
}

function createIndexes({ factor }: Tables): string[] {
  return [
    `CREATE INDEX countersign_factor_subject ON ${factor} (subject)`,
    `CREATE INDEX countersign_factor_phone_index ON ${factor} (phone_index)`,
  ];
}

function createFailure({ failure }: Tables): string {
  return `CREATE TABLE ${failure} (
    subject text NOT NULL,
    day date NOT NULL,
    failures integer NOT NULL,
    CONSTRAINT countersign_failure_pkey PRIMARY KEY (subject, day)
  )`;
}
