import { type PostgresServer, startPostgres } from '@countersign/support';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { openPostgres } from './spec/databases.js';
import { storeOn } from './spec/race.js';
import { StatementLog } from './spec/statements.js';

const FACTORS = 20_000;

let server: PostgresServer;
let source: DataSource;
const log = new StatementLog();
beforeAll(async () => {
  server = await startPostgres();
  source = await openPostgres(server.url, { logger: log, logging: true });
  const many = `FROM generate_series(1, ${FACTORS}) AS n`;
  await source.query(`INSERT INTO countersign_subject (subject) SELECT 'subject-' || n ${many}`);
  await source.query(`INSERT INTO countersign_factor (id, subject, kind, sealed)
    SELECT gen_random_uuid(), 'subject-' || n, 'totp', 'k1.' || n ${many}`);
  await source.query('ANALYZE countersign_factor');
}, 60_000);
afterAll(async () => {
  await source.destroy();
  await server[Symbol.asyncDispose]();
});

/** How the database goes about a statement that the store has just made. */
async function planOf(work: () => Promise<unknown>, parameters: readonly unknown[]): Promise<string> {
  log.statements.length = 0;
  await work();
  const statement = log.statements.find((each) => each.includes('countersign_factor'));
  const rows = (await source.query(`EXPLAIN ${statement}`, [...parameters])) as Record<string, string>[];
  return rows.flatMap((row) => Object.values(row)).join('\n');
}

test('R62: a page is read along the primary key, wherever it is', async () => {
  const middle = '80000000-0000-0000-0000-000000000000';
  const plan = await planOf(() => storeOn(source).page(middle, 500), [middle, 500]);
  expect(plan).toContain('Index Scan using countersign_factor_pkey');
  expect(plan).not.toMatch(/Seq Scan|Sort/);
});

test('R62: factors are sealed anew by their keys, without a look at the others', async () => {
  const page = await storeOn(source).page(null, 50);
  const changes = page.map(({ id, sealed }) => ({ id, from: sealed, sealed: 'k2.anew', lookup: null }));
  const arrays = [
    page.map(({ id }) => id),
    page.map(({ sealed }) => sealed),
    page.map(() => 'k2.anew'),
    page.map(() => null),
  ];
  const plan = await planOf(() => storeOn(source).reseal(changes), arrays);
  expect(plan).toContain('Index Scan using countersign_factor_pkey');
  expect(plan).not.toContain('Seq Scan');
});

test('R62: what somebody is changing at this moment is left, and nobody waits', async () => {
  const [one, other] = await storeOn(source).page(null, 2);
  const runner = source.createQueryRunner();
  await runner.startTransaction();
  await runner.query('SELECT 1 FROM countersign_factor WHERE id = $1 FOR UPDATE', [one?.id]);
  const changes = [one, other].flatMap((each) => (each ? [{ ...each, from: each.sealed, sealed: 'k3.anew' }] : []));
  expect(await storeOn(source).reseal(changes)).toEqual([other?.id]);
  await runner.rollbackTransaction();
  await runner.release();
  expect(await storeOn(source).reseal(changes)).toEqual([one?.id]);
});
