import { DeadlinePassed, StoreUnavailable, withDeadline } from '@countersign/core';
import { countersignEntities } from '@countersign/typeorm';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { type Environment, textOf } from '../environment.js';
import { Unable } from '../unable.js';
import { databaseFault } from './database-fault.js';
import type { TablePlace } from './database-options.js';

/** How long the database may take for one step, in milliseconds. */
export const STEP_MS = 5_000;

/**
 * Opens the host's database, works, and closes it.
 * @throws Unable when it cannot be used, with what to do about it; and what the work throws that is no error of the database.
 */
export async function withDatabase<Value>(
  env: Environment,
  place: TablePlace,
  work: (dataSource: DataSource) => Promise<Value>,
): Promise<Value> {
  const dataSource = sourceOf(urlOf(env), place);
  try {
    await withDeadline(dataSource.initialize(), STEP_MS);
    return await work(dataSource);
  } catch (error) {
    throw error instanceof Unable ? error : unableBy(error);
  } finally {
    // A server that is frozen would not let us go.
    if (dataSource.isInitialized) await withDeadline(dataSource.destroy(), 1_000).catch(() => undefined);
  }
}

function urlOf(env: Environment): string {
  const url = textOf(env, 'DATABASE_URL');
  if (url === undefined) throw new Unable('DATABASE_URL is not set.');
  if (url === 'memory:') throw new Unable('The database is embedded in the host: it cannot be reached from outside.');
  return url;
}

function sourceOf(url: string, place: TablePlace): DataSource {
  const ours = { entities: [...countersignEntities], installExtensions: false, logging: false };
  const patience = { connectTimeoutMS: STEP_MS / 2, poolSize: 1, extra: { query_timeout: STEP_MS } };
  return new DataSource({ type: 'postgres', driver: pg, url, ...ours, ...patience, ...place });
}

function unableBy(error: unknown): Unable {
  const { says, todo } = databaseFault(error instanceof DeadlinePassed ? new StoreUnavailable('timeout') : error);
  return new Unable(`${says} ${todo}`);
}
