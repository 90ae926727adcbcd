import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stampEvent } from '@countersign/core';
import { freePort, type PostgresServer, type RedisServer, startPostgres, startRedis } from '@countersign/support';
import { countersignMigrations, readTrail } from '@countersign/typeorm';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { databaseCheck } from '../doctor/database.js';
import type { DoctorOptions } from '../doctor/settings.js';
import type { Environment } from '../environment.js';
import { LOCKED_ACCOUNT_CASES } from '../spec/locked-account.cases.js';
import { LockedAccount } from '../spec/locked-account.js';
import { look } from '../spec/look.js';
import { run } from '../spec/run.js';
import { lockOf, openDatabase, SECRET, told } from '../spec/trail.js';

let server: PostgresServer;
let redis: RedisServer;
let keys: Redis;
let source: DataSource;
let env: Environment;
const folder = mkdtempSync(join(tmpdir(), 'countersign-'));
beforeAll(async () => {
  [server, redis] = await Promise.all([startPostgres(), startRedis()]);
  keys = new Redis(redis.url);
  const host = await openDatabase(server.url, 'host');
  source = host.source;
  env = { DATABASE_URL: host.url, COUNTERSIGN_SECRET: SECRET, REDIS_URL: redis.url };
}, 60_000);
afterAll(async () => {
  keys.disconnect();
  await source.destroy();
  await Promise.all([server, redis].map((each) => each[Symbol.asyncDispose]()));
  rmSync(folder, { recursive: true });
});

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

describe('countersign audit', () => {
  const file = join(folder, 'checkpoint.json');
  const verify = () => run(['audit', 'verify', '--checkpoint', file], env);

  test('verify tells that all is as written, and leaves a checkpoint', async () => {
    await told(source, lockOf('alice', 1), lockOf('bob\u009b2J', 2), lockOf('alice', 3));
    const first = await verify();
    expect(first).toMatchObject({ code: 0, err: '' });
    expect(first.out).toMatch(/^3 events, all as written\.\nThe last one is number 3, hash \S+\.\nWithout an earlier/);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ sequence: 3, hash: expect.any(String) });
    await told(source, lockOf('alice', 4));
    expect((await verify()).out).toMatch(/^4 events.*\n.*\nNothing was cut off since the checkpoint, number 3\.$/m);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ sequence: 4 });
  });

  test('list gives events newest first, in lines and as JSON', async () => {
    const { out } = await run(['audit', 'list', '--subject', 'alice', '--since', '2026-01-02', '--limit', '9'], env);
    expect(out).toBe(
      `${[4, 3].map((n) => `${n}  2026-01-0${n}T00:00:00.000Z  locked  denied  subject=alice  privileged=false`).join('\n')}\n`,
    );
    const { out: json } = await run(['audit', 'list', '--json', '--limit', '1'], env);
    expect(JSON.parse(json)).toEqual(await readTrail(source, { limit: 1 }));
    expect((await run(['audit', 'list', '--since', '1h'], env)).out).toBe('');
  });

  test('R76: what is listed draws nothing on the terminal', async () => {
    const { out } = await run(['audit', 'list', '--limit', '3'], env);
    expect(out).toContain('subject="bob\\u009b2J"');
    expect(out).not.toContain('\u009b');
  });

  test('R75: a row that was changed is told, and a cut by the checkpoint, which stays as it was', async () => {
    const before = readFileSync(file, 'utf8');
    const cut = 'DELETE FROM countersign_event WHERE sequence = 4 RETURNING payload::text';
    await tampered("UPDATE countersign_event SET subject = 'carol' WHERE sequence = 2");
    expect(await verify()).toMatchObject({
      code: 1,
      out: expect.stringMatching(/^Broken at number 2: .*changed|^Broken at number 2: what/),
    });
    await tampered(`UPDATE countersign_event SET subject = payload->>'subject'`, cut);
    expect(await verify()).toMatchObject({
      code: 1,
      out: expect.stringMatching(/^Broken at number 4: .*cut off\.\n3 events/),
    });
    expect(readFileSync(file, 'utf8')).toBe(before);
    expect(await run(['audit', 'verify'], env)).toMatchObject({ code: 0 });
  });

  test('R77: cut takes the oldest events, is on record, and leaves what can be verified', async () => {
    const cut = (days: number, yes = true) => run(['audit', 'cut', '--before', `${days}d`], env, () => yes);
    const old = Date.now() - 91 * 86_400_000;
    await told(
      source,
      ...[1, 2].map(() => stampEvent({ type: 'countersign.locked', subject: 'alice', privileged: false }, old)),
    );
    expect(await cut(90, false)).toMatchObject({ code: 1, out: 'Nothing was done.\n' });
    const [newest] = await readTrail(source, { limit: 1 });
    const { code, out } = await cut(90);
    expect([code, out]).toEqual([
      0,
      `Cut: ${newest?.sequence} of the oldest events. The first that is kept is number ${Number(newest?.sequence) + 1}.\n`,
    ]);
    expect(await readTrail(source)).toMatchObject([{ event: { type: 'countersign.trail.cut', actor: 'cli:olga' } }]);
    expect((await run(['audit', 'verify'], env)).out).toMatch(/^1 event, all as written\.$/m);
    expect(await cut(400)).toMatchObject({ code: 0, out: 'There is no older event.\n' });
    await tampered("UPDATE countersign_event SET subject = 'carol'");
    expect(await cut(90)).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^Nothing was cut\.\nBroken at number/),
    });
    await tampered('UPDATE countersign_event SET subject = NULL');
  });

  test('R75: a checkpoint that somebody has spoilt stops it', async () => {
    writeFileSync(file, '{"sequence":"4"}');
    expect(await verify()).toMatchObject({ code: 2, out: '' });
    expect(readFileSync(file, 'utf8')).toBe('{"sequence":"4"}');
  });
});

async function tampered(...statements: readonly string[]): Promise<void> {
  await source.query('ALTER TABLE countersign_event DISABLE TRIGGER USER');
  for (const statement of statements) await source.query(statement);
  await source.query('ALTER TABLE countersign_event ENABLE TRIGGER USER');
}

describe('with an account that is locked', () => {
  let account: LockedAccount;
  beforeAll(async () => {
    account = new LockedAccount(source, env, keys);
    await account.enrolled();
    await account.locked();
  });

  test.each(LOCKED_ACCOUNT_CASES)('%s', (_, walk) => walk(account));
});
