import { DataSource, type DataSourceOptions } from 'typeorm';
import { PGliteDriver } from 'typeorm-pglite';
import { countersignEntities, countersignMigrations, isolatedPGlite } from '../index.js';
import { freshDataFolder } from './fresh-pglite.js';

type Extra = Partial<Extract<DataSourceOptions, { type: 'postgres' }>>;

const ours: Extra = { entities: [...countersignEntities], migrations: [...countersignMigrations], logging: false };

/** A data source as a host has one, with our tables made. */
async function opened(options: Extra): Promise<DataSource> {
  const dataSource = await new DataSource({ type: 'postgres', ...ours, ...options }).initialize();
  await dataSource.runMigrations();
  return dataSource;
}

/** On a PostgreSQL server. */
export function openPostgres(url: string, extra: Extra = {}): Promise<DataSource> {
  return opened({ url, ...extra });
}

/** On PGlite in memory, as `typeorm-pglite` has it: one session for all. */
export async function openPGlite(extra: Extra = {}): Promise<DataSource> {
  const { driver } = new PGliteDriver({ loadDataDir: await freshDataFolder() });
  return opened({ driver, uuidExtension: 'pgcrypto', installExtensions: false, ...extra });
}

/** On PGlite in memory, with transactions kept apart. */
export function openIsolatedPGlite(): Promise<DataSource> {
  const { driver } = new PGliteDriver({});
  return openPGlite({ driver: isolatedPGlite(driver) });
}
