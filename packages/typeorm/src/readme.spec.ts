import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { type PostgresServer, startPostgres } from '@countersign/support';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import type { TypeOrmFactorStore } from './index.js';
import { enrol } from './spec/factors.js';

interface Sample {
  readonly dataSource: DataSource;
  readonly factors: TypeOrmFactorStore;
}

const folder = new URL('../.test/readme/', import.meta.url);
const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
/** Those that make a data source; the others are compiled with all documents. */
const samples = [...readme.matchAll(/```ts\n(.*?)```/gs)]
  .map(([, code]) => code ?? '')
  .filter((code) => code.includes('new DataSource('));

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres();
  process.env.DATABASE_URL = server.url;
  mkdirSync(folder, { recursive: true });
}, 60_000);
afterAll(() => server[Symbol.asyncDispose]());

test.each(samples.map((code, index) => [index + 1, code] as const))(
  'sample %i of the README works as it stands',
  async (number, code) => {
    const file = new URL(`sample-${number}.ts`, folder);
    writeFileSync(file, code);
    const { dataSource, factors }: Sample = await import(file.pathname);
    await dataSource.initialize();
    await dataSource.runMigrations();
    const { subject } = await enrol(factors);
    expect(await factors.posture(subject)).toEqual({ epoch: 1, methods: ['sms'] });
    await dataSource.destroy();
  },
  60_000,
);

test('the README has samples', () => {
  expect(samples).toHaveLength(2);
});
