import { type SecondFactorEvent, stampEvent } from '@countersign/core';
import type { DataSource } from 'typeorm';
import { readTrail, TypeOrmTrail, type TypeOrmTrailOptions } from '../index.js';

/** The secrets under which most of these trails are made. */
export const SECRETS = ['a-secret-of-at-least-thirty-two-bytes'];

/** A patient trail that says nothing: a busy machine takes its time. */
export function trailOn(dataSource: DataSource, options: Partial<TypeOrmTrailOptions> = {}): TypeOrmTrail {
  return new TypeOrmTrail(dataSource, { secrets: SECRETS, timeoutMs: 5_000, report: () => undefined, ...options });
}

/** A lock of this account, at this second of 2026. */
export function lockOf(subject: string, second = 0): SecondFactorEvent {
  return stampEvent({ type: 'countersign.locked', subject, privileged: true }, Date.UTC(2026, 0, 5) + second * 1_000);
}

/** Everything that is kept, oldest first. */
export async function allOf(dataSource: DataSource): Promise<SecondFactorEvent[]> {
  return (await readTrail(dataSource, { limit: 1_000 }, { timeoutMs: 5_000 })).map(({ event }) => event).reverse();
}

/** Does to the table what its triggers refuse, as the owner of a database can. */
export async function tamper(dataSource: DataSource, ...statements: readonly string[]): Promise<void> {
  const ours = `SELECT tgname AS name, tgenabled AS state FROM pg_trigger
    WHERE tgrelid = 'countersign_event'::regclass AND NOT tgisinternal`;
  const triggers = (await dataSource.query(ours)) as { name: string; state: string }[];
  await dataSource.query('ALTER TABLE countersign_event DISABLE TRIGGER USER');
  for (const statement of statements) await dataSource.query(statement);
  for (const { name, state } of triggers) {
    const enable = state === 'A' ? 'ENABLE ALWAYS' : 'ENABLE';
    await dataSource.query(`ALTER TABLE countersign_event ${enable} TRIGGER ${name}`);
  }
}

/** Begins anew. */
export function empty(dataSource: DataSource): Promise<void> {
  return tamper(dataSource, 'TRUNCATE countersign_event');
}
