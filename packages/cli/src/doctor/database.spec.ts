import { freePort, type PostgresServer, startPostgres } from '@countersign/support';
import { countersignMigrations } from '@countersign/typeorm';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { look } from '../spec/look.js';
import { databaseCheck } from './database.js';
import type { DoctorOptions } from './settings.js';

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres();
}, 60_000);
afterAll(() => server[Symbol.asyncDispose]());

async function sql(text: string, url = server.url) {
  const client = new pg.Client(url);
  await client.connect();
  const { rows } = await client.query(text);
  await client.end();
  return rows as Record<string, unknown>[];
}

const found = (options?: DoctorOptions, url = server.url) => look(databaseCheck, { DATABASE_URL: url }, options);
const NAMES = countersignMigrations.map((Migration) => new Migration().name);
const TABLE = 'id serial, timestamp bigint NOT NULL, name varchar NOT NULL';

test('without a table of migrations nothing has run, and none is made', async () => {
  const tables = () => sql(`SELECT relname FROM pg_class WHERE relkind IN ('r', 'S') ORDER BY 1`);
  const before = await tables();
  expect(await found()).toMatchObject({
    status: 'problem',
    says: 'No migration has run: there is no table migrations.',
  });
  expect(await tables()).toEqual(before);
});

test('migrations that have not run are told by name; those of the host do not matter', async () => {
  await sql(`CREATE TABLE migrations (${TABLE}); INSERT INTO migrations (timestamp, name) VALUES (1, 'OfTheHost1')`);
  expect(await found()).toMatchObject({ status: 'problem', says: `Not run yet: ${NAMES.join(', ')}.` });
  for (const name of NAMES) await sql(`INSERT INTO migrations (timestamp, name) VALUES (2, '${name}')`);
  expect(await found()).toEqual({ status: 'ok', says: `All migrations of Countersign have run (${NAMES.length}).` });
});

test('their table may have another name, in another schema', async () => {
  await sql(`CREATE SCHEMA "Admin Console"; CREATE TABLE "Admin Console"."Ran" (${TABLE})`);
  for (const name of NAMES) await sql(`INSERT INTO "Admin Console"."Ran" (timestamp, name) VALUES (2, '${name}')`);
  expect(await found({ schema: 'Admin Console', migrationsTable: 'Ran' })).toMatchObject({ status: 'ok' });
  expect(await found({ schema: 'Admin Console' })).toMatchObject({ status: 'problem' });
});

test('a table that may not be read', async () => {
  await sql('CREATE ROLE reader LOGIN');
  const url = server.url.replace('postgres@', 'reader@');
  expect(await found({}, url)).toMatchObject({ status: 'problem', says: 'The table of migrations may not be read.' });
});

test.each([
  ['no such database', async () => server.url.replace(/postgres$/, 'sentinel'), '(3D000)'],
  ['nothing listens', async () => `postgres://sentinel:sentinel@127.0.0.1:${await freePort()}/x`, '(ECONNREFUSED)'],
  ['no URL', async () => 'sentinel', 'The database cannot be used'],
])('R76: %s: says why, and nothing of the URL', async (_, url, says) => {
  const verdict = await found({}, await url());
  expect(verdict).toMatchObject({ status: 'problem', says: expect.stringContaining(says) });
  expect(JSON.stringify(verdict)).not.toContain('sentinel');
});
