import type { PostgresServer } from '@countersign/support';
import { Client } from 'pg';

/** Runs SQL on a database, over a connection of its own. */
export async function sqlAt(
  { url }: PostgresServer,
  text: string,
  values: unknown[] = [],
): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text, values)).rows as Record<string, unknown>[];
  } finally {
    await client.end();
  }
}
