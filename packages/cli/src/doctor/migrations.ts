import pg from 'pg';
import { PATIENCE_MS } from './examine.js';
import type { DoctorSettings } from './settings.js';

/** Half for the connection, half for the two questions. */
const HALF_MS = PATIENCE_MS / 2;

/**
 * Reads the names of the migrations that have run, as TypeORM keeps them. TypeORM's own way to ask would make the table.
 * @returns `undefined` when there is no such table.
 * @throws what `pg` throws.
 */
export async function readMigrations({
  databaseUrl,
  schema,
  migrationsTable,
}: Pick<DoctorSettings, 'databaseUrl' | 'schema' | 'migrationsTable'>): Promise<readonly string[] | undefined> {
  const client = new pg.Client({
    connectionString: databaseUrl,
    connectionTimeoutMillis: HALF_MS,
    query_timeout: HALF_MS / 2,
  });
  // A connection that breaks between two questions has nowhere else to say so.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const table = [schema, migrationsTable].filter((part) => part !== undefined).map(pg.escapeIdentifier);
    const name = table.join('.');
    const found = await client.query<{ found: boolean }>('SELECT to_regclass($1) IS NOT NULL AS found', [name]);
    if (found.rows[0]?.found !== true) return undefined;
    return (await client.query<{ name: string }>(`SELECT name FROM ${name}`)).rows.map((row) => row.name);
  } finally {
    // Not waited for: a server that is frozen would not let us go.
    client.end().catch(() => undefined);
  }
}
