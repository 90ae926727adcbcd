import { setTimeout as delay } from 'node:timers/promises';
import { DataSource, type QueryRunner } from 'typeorm';
import type { Config } from '../config.js';
import { databaseOptions, isEmbedded } from './database-options.js';
import { seed } from './seed.js';

const START_LOCK = 4_207_311;
const LOOK_EVERY_MS = 100;
const MOST_LOOKS = 600;

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
    await takeStartLock(holder);
    await work();
  } finally {
    await holder.query('SELECT pg_advisory_unlock($1)', [START_LOCK]).catch(() => undefined);
    await holder.release();
  }
}

/** Looks again and again: what waits inside the database is cut off after a moment, like a query that hangs. */
async function takeStartLock(holder: QueryRunner): Promise<void> {
  for (let look = 0; look < MOST_LOOKS; look += 1) {
    const rows: { taken: boolean }[] = await holder.query('SELECT pg_try_advisory_lock($1) AS taken', [START_LOCK]);
    if (rows[0]?.taken) return;
    await delay(LOOK_EVERY_MS);
  }
  throw new Error('Another process is still preparing the database');
}
