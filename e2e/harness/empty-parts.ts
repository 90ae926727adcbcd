import { Redis } from 'ioredis';
import { Client } from 'pg';
import type { Parts } from './system.js';

/** Leaves servers as they were before the first console started on them; no console may be running. */
export async function emptyParts({ redis, postgres, twilio }: Parts): Promise<void> {
  const keys = new Redis(redis.url);
  await keys.flushall();
  keys.disconnect();
  const client = new Client({ connectionString: postgres.url });
  await client.connect();
  await client.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
  await client.end();
  twilio.reset();
}
