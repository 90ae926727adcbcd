import { DataSource } from 'typeorm';
import type { Config } from '../config.js';
import { databaseOptions, isEmbedded } from './database-options.js';
import { seed } from './seed.js';

const START_LOCK = 4_207_311;

/** Connects, brings the tables up to date and fills an empty database; safe when several processes start together. */
export async function openDatabase(config: Config): Promise<DataSource> {
  const dataSource = await new DataSource(databaseOptions(config)).initialize();
  try {
    await underStartLock(dataSource, async () => {
      await dataSource.runMigrations();
      await seed(dataSource, config);
    });
    return dataSource;
  } catch (error) {
    await dataSource.destroy();
    throw error;
  }
}

/** The embedded database has one connection and one process, and needs no lock. */
async function underStartLock(dataSource: DataSource, work: () => Promise<void>): Promise<void> {
  if (isEmbedded(dataSource)) return work();
  const holder = dataSource.createQueryRunner();
  try {
    await holder.query('SELECT pg_advisory_lock($1)', [START_LOCK]);
    await work();
  } finally {
    await holder.query('SELECT pg_advisory_unlock($1)', [START_LOCK]).catch(() => undefined);
    await holder.release();
  }
}
