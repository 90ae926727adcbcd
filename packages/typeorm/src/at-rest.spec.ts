import { KeyRing, parsePhone } from '@countersign/core';
import { type PostgresServer, startPostgres } from '@countersign/support';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { TypeOrmFactorStore } from './index.js';
import { openPostgres } from './spec/databases.js';
import { FIRST, newPhone, newSubject } from './spec/factors.js';

let server: PostgresServer;
let dataSource: DataSource;
beforeAll(async () => {
  server = await startPostgres();
  dataSource = await openPostgres(server.url);
}, 60_000);
afterAll(async () => {
  await dataSource.destroy();
  await server[Symbol.asyncDispose]();
});

async function dump(): Promise<string> {
  const tables = dataSource.entityMetadatas.map(({ tablePath }) => dataSource.query(`SELECT * FROM ${tablePath}`));
  return JSON.stringify(await Promise.all(tables));
}

test('R77: no row holds the number, nor any base64 or hexadecimal of it', async () => {
  const keys = new KeyRing(['a-secret-of-at-least-thirty-two-bytes']);
  const phone = parsePhone('+31612345678', 'NL', ['NL']);
  const [subject, number] = [newSubject(), phone.reveal()];
  const store = new TypeOrmFactorStore(dataSource);
  const sealed = keys.seal(number, ['phone', subject]);
  await store.enrol(subject, { ...newPhone(), sealed, lookup: keys.phoneIndex(phone), lastDigits: '78' }, FIRST);
  const rows = await dump();
  expect(rows).toContain(sealed);
  for (const digits of [number, number.slice(1), number.slice(3)]) {
    expect(rows).not.toContain(digits);
    for (const encoding of ['base64', 'base64url', 'hex'] as const) {
      expect(rows).not.toContain(Buffer.from(digits).toString(encoding).replace(/=+$/, ''));
    }
  }
});
