import { factorStoreContract } from '@countersign/core/testing';
import { type PostgresServer, startPostgres } from '@countersign/support';
import { afterAll, beforeAll, describe, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { openIsolatedPGlite, openPGlite, openPostgres } from './spec/databases.js';
import { storeOn } from './spec/race.js';

let server: PostgresServer;
let sources: Record<string, DataSource>;
beforeAll(async () => {
  server = await startPostgres();
  sources = {
    first: await openPostgres(server.url),
    second: await openPostgres(server.url),
    shared: await openPGlite(),
    isolated: await openIsolatedPGlite(),
  };
}, 60_000);
afterAll(async () => {
  for (const source of Object.values(sources)) await source.destroy();
  await server[Symbol.asyncDispose]();
});

describe.each([
  ['PostgreSQL, from two pools', 'first', 'second'],
  ['PGlite, from two stores on its one session', 'shared', 'shared'],
  ['isolated PGlite, from two stores', 'isolated', 'isolated'],
])('TypeOrmFactorStore keeps the contract on %s', (_, one, other) => {
  const store = () => storeOn(sources[one] as DataSource);
  const twin = () => storeOn(sources[other] as DataSource);

  async function age(days: number): Promise<void> {
    const source = sources[one] as DataSource;
    await source.query('UPDATE countersign_failure SET day = day - $1::integer', [days]);
    await source.query("UPDATE countersign_subject SET suspected_until = suspected_until - $1 * interval '1 day'", [
      days,
    ]);
    await source.query("UPDATE countersign_subject SET contested_at = contested_at - $1 * interval '1 day'", [days]);
    await source.query("UPDATE countersign_factor SET confirmed_at = confirmed_at - $1 * interval '1 day'", [days]);
  }

  for (const { name, run } of factorStoreContract()) {
    test(name, () => run({ store: store(), twin: twin(), age }), 20_000);
  }
});
