import type { MigrationInterface, QueryRunner } from 'typeorm';
import { type Tables, tablesOf } from '../tables.js';

/** Makes the table of events, which refuses to be changed; `down` drops it, with every event in it. */
export class CreateEvents implements MigrationInterface {
  /** Written out, so that a bundler that renames classes does not make it a migration that never ran. */
  readonly name = 'CountersignCreateEvents1795564800000';

  /** Makes the table in the schema and under the prefix that the data source has. */
  async up(runner: QueryRunner): Promise<void> {
    const tables = tablesOf(runner.dataSource);
    for (const statement of [createEvent(tables), ...createIndexes(tables), ...refuseChanges(tables)])
      await runner.query(statement);
  }

  /** Drops the table and its guard. */
  async down(runner: QueryRunner): Promise<void> {
    const tables = tablesOf(runner.dataSource);
    await runner.query(`DROP TABLE ${tables.event}`);
    await runner.query(`DROP FUNCTION ${refusal(tables)}`);
  }
}

function createEvent({ event }: Tables): string {
  return `CREATE TABLE ${event} (
    sequence bigint NOT NULL,
    id uuid NOT NULL,
    at timestamptz NOT NULL,
    type text NOT NULL,
    subject text,
    actor text,
    payload json NOT NULL,
    previous text NOT NULL,
    hash text NOT NULL,
    CONSTRAINT countersign_event_pkey PRIMARY KEY (sequence)
  )`;
}

function createIndexes({ event }: Tables): string[] {
  return [
    `CREATE UNIQUE INDEX countersign_event_id ON ${event} (id)`,
    `CREATE INDEX countersign_event_subject ON ${event} (subject, sequence)`,
    `CREATE INDEX countersign_event_actor ON ${event} (actor, sequence)`,
    `CREATE INDEX countersign_event_type ON ${event} (type, sequence)`,
    `CREATE INDEX countersign_event_at ON ${event} (at)`,
  ];
}

/** The function lives beside its table, in the same schema. */
function refusal({ event }: Tables): string {
  return event.replace(/"$/, '_append_only"');
}

/** `ALWAYS`: a session that plays a replica, and so skips triggers, does not skip this one. */
function refuseChanges(tables: Tables): string[] {
  return [
    `CREATE OR REPLACE FUNCTION ${refusal(tables)}() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'events are added and never changed' USING ERRCODE = 'restrict_violation';
      END
    $$`,
    `CREATE TRIGGER countersign_event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ${tables.event}
      FOR EACH STATEMENT EXECUTE FUNCTION ${refusal(tables)}()`,
    `ALTER TABLE ${tables.event} ENABLE ALWAYS TRIGGER countersign_event_append_only`,
  ];
}
