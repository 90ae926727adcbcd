import { type PostgresServer, startPostgres } from '@countersign/support';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { countersignEntities, countersignMigrations, TypeOrmFactorStore } from './index.js';
import { openPGlite, openPostgres } from './spec/databases.js';
import { enrol } from './spec/factors.js';
import { RULE } from './spec/rule.js';

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres();
}, 60_000);
afterAll(() => server[Symbol.asyncDispose]());

async function changesWanted(dataSource: DataSource): Promise<string[]> {
  const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
  return upQueries.map(({ query }) => query);
}

/** A database of its own, so that each case starts with none of our tables. */
async function inNewDatabase(name: string, options: Parameters<typeof openPostgres>[1], prepare = 'SELECT 1') {
  const admin = await openPostgres(server.url, { migrations: [] });
  await admin.query(`CREATE DATABASE ${name}`);
  await admin.destroy();
  const url = server.url.replace(/postgres$/, name);
  const host = await openPostgres(url, { migrations: [] });
  await host.query(prepare);
  await host.destroy();
  return openPostgres(url, options);
}

const schema = 'Admin Console';
const databases: Record<string, () => Promise<DataSource>> = {
  PostgreSQL: () => inNewDatabase('plain', {}),
  PGlite: () => openPGlite(),
  'PostgreSQL with a table prefix': () => inNewDatabase('prefixed', { entityPrefix: 'app_' }),
  'PostgreSQL in a schema of the host': () => inNewDatabase('schemed', { schema }, `CREATE SCHEMA "${schema}"`),
};

describe.each(Object.entries(databases))('the migrations on %s', (_, open) => {
  let dataSource: DataSource;
  beforeAll(async () => {
    dataSource = await open();
  }, 60_000);
  afterAll(() => dataSource.destroy());

  test('they make what the entities describe, to the last index', async () => {
    expect(await changesWanted(dataSource)).toEqual([]);
  });

  test('they make what the store uses', async () => {
    const store = new TypeOrmFactorStore(dataSource);
    const factor = await enrol(store);
    await store.recordFailure(factor.subject, [factor.id], RULE);
    expect(await store.factors(factor.subject)).toEqual([{ ...factor, consecutiveFailures: 1 }]);
    await store.ping();
  });

  test('down removes every trace, and up can run again', async () => {
    for (const _ of countersignMigrations) await dataSource.undoLastMigration();
    const traces = `SELECT relname FROM pg_class WHERE relname LIKE '%countersign%'
      UNION ALL SELECT proname FROM pg_proc WHERE proname LIKE '%countersign%'`;
    expect(await dataSource.query(traces)).toEqual([]);
    expect((await changesWanted(dataSource)).length).toBeGreaterThanOrEqual(countersignEntities.length);
    await dataSource.runMigrations();
    expect(await changesWanted(dataSource)).toEqual([]);
  });
});
