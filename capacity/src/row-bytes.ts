import type { SecondFactorEvent } from '@countersign/core';
import type { MemoryFactorStore } from '@countersign/core/testing';
import {
  countersignEntities,
  countersignMigrations,
  isolatedPGlite,
  TypeOrmFactorStore,
  TypeOrmTrail,
} from '@countersign/typeorm';
import { DataSource } from 'typeorm';
import { PGliteDriver } from 'typeorm-pglite';
import type { Person } from './people.js';

/** What the host's database keeps, bytes with indexes. */
export interface RowBytes {
  /** An enrolled subject: its row and its factor's. */
  readonly subject: number;
  /** One event of the trail. */
  readonly event: number;
}

async function openDatabase(): Promise<DataSource> {
  const driver = isolatedPGlite(new PGliteDriver({}).driver);
  const tables = { entities: [...countersignEntities], migrations: [...countersignMigrations] };
  const embedded = { driver, uuidExtension: 'pgcrypto', installExtensions: false } as const;
  const database = await new DataSource({ type: 'postgres', ...tables, ...embedded, logging: false }).initialize();
  await database.runMigrations();
  return database;
}

async function sizeOf(database: DataSource, ...tables: readonly string[]): Promise<number> {
  const sizes = tables.map((table) => `pg_total_relation_size('countersign_${table}')`);
  const [row] = (await database.query(`select ${sizes.join(' + ')} as bytes`)) as [{ bytes: string }];
  return Number(row.bytes);
}

/** Writes the factors and events of a run to an embedded PostgreSQL, by the real stores, and weighs its tables. */
export async function weighRows(
  factors: MemoryFactorStore,
  people: readonly Person[],
  events: readonly SecondFactorEvent[],
): Promise<RowBytes> {
  const database = await openDatabase();
  const [subjects, trail] = [await sizeOf(database, 'subject', 'factor'), await sizeOf(database, 'event')];
  const store = new TypeOrmFactorStore(database, { timeoutMs: 5_000 });
  for (const { id } of people) {
    for (const factor of await factors.factors(id)) await store.enrol(id, factor, { first: true });
  }
  await keepEvents(database, events);
  const bytes = {
    subject: ((await sizeOf(database, 'subject', 'factor')) - subjects) / people.length,
    event: ((await sizeOf(database, 'event')) - trail) / events.length,
  };
  await database.destroy();
  return bytes;
}

async function keepEvents(database: DataSource, events: readonly SecondFactorEvent[]): Promise<void> {
  const secrets = ['a secret of the capacity model, long enough for anybody'];
  const trail = new TypeOrmTrail(database, { secrets, timeoutMs: 5_000, capacity: 100_000 });
  for (const event of events) trail.emit(event);
  if (!(await trail.close(120_000))) throw new Error('The events were not written');
}
