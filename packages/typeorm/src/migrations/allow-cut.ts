import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tablesOf } from '../tables.js';

const REFUSED = 'BEFORE UPDATE OR DELETE OR TRUNCATE';
const REFUSED_BUT_A_CUT = 'BEFORE UPDATE OR TRUNCATE';

/** Lets one kind of DELETE pass: the cut of the trail's oldest events that its newest one tells of; `down` lets none pass. */
export class AllowCut implements MigrationInterface {
  /** Written out, so that a bundler that renames classes does not make it a migration that never ran. */
  readonly name = 'CountersignAllowCut1795672800000';

  /** Gives DELETE a trigger of its own. */
  async up(runner: QueryRunner): Promise<void> {
    const { event } = tablesOf(runner.dataSource);
    for (const statement of [...refuse(event, REFUSED_BUT_A_CUT), ...judgeDeletes(event)])
      await runner.query(statement);
  }

  /** Has DELETE refused as all else. */
  async down(runner: QueryRunner): Promise<void> {
    const { event } = tablesOf(runner.dataSource);
    await runner.query(`DROP TRIGGER countersign_event_cut ON ${event}`);
    await runner.query(`DROP FUNCTION ${beside(event, 'cut')}`);
    for (const statement of refuse(event, REFUSED)) await runner.query(statement);
  }
}

/** A function beside its table, in the same schema. */
function beside(event: string, name: string): string {
  return event.replace(/"$/, `_${name}"`);
}

/** `ALWAYS`: a session that plays a replica, and so skips triggers, does not skip this one. */
function refuse(event: string, when: string): string[] {
  return [
    `DROP TRIGGER countersign_event_append_only ON ${event}`,
    `CREATE TRIGGER countersign_event_append_only ${when} ON ${event}
      FOR EACH STATEMENT EXECUTE FUNCTION ${beside(event, 'append_only')}()`,
    `ALTER TABLE ${event} ENABLE ALWAYS TRIGGER countersign_event_append_only`,
  ];
}

/**
 * All that is left is looked for by the table's id: a temporary table of the same name would come first by name. Whether the
 * newest event was made by us only the secret can tell, which is not here: `verifyTrail` does.
 */
function judgeDeletes(event: string): string[] {
  return [
    `CREATE FUNCTION ${beside(event, 'cut')}() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE
        passes boolean;
      BEGIN
        EXECUTE format($cut$
          SELECT last.hash = newest.previous AND last.sequence = newest.first_kept - 1
            AND (SELECT bool_and(at < now() - interval '90 days') FROM removed)
            AND NOT EXISTS (SELECT 1 FROM %1$s WHERE sequence < newest.first_kept)
          FROM (SELECT sequence, hash FROM removed ORDER BY sequence DESC LIMIT 1) AS last, (
            SELECT (payload->>'firstKept')::bigint AS first_kept, payload->>'previous' AS previous
            FROM (SELECT * FROM %1$s ORDER BY sequence DESC LIMIT 1) AS end_of_trail
            WHERE type = 'countersign.trail.cut'
          ) AS newest
        $cut$, TG_RELID::regclass) INTO passes;
        IF passes THEN
          RETURN NULL;
        END IF;
        RAISE EXCEPTION 'events are added and never changed' USING ERRCODE = 'restrict_violation';
      END
    $$`,
    `CREATE TRIGGER countersign_event_cut AFTER DELETE ON ${event} REFERENCING OLD TABLE AS removed
      FOR EACH STATEMENT EXECUTE FUNCTION ${beside(event, 'cut')}()`,
    `ALTER TABLE ${event} ENABLE ALWAYS TRIGGER countersign_event_cut`,
  ];
}
