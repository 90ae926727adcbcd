import { type PostgresServer, startPostgres } from '@countersign/support';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { openPostgres } from './spec/databases.js';
import { enrol, FIRST, newPhone } from './spec/factors.js';
import { ONE_WINS, raceForFirst, storeOn } from './spec/race.js';

describe('enrolPhone on PostgreSQL', () => {
  let server: PostgresServer;
  let sources: [DataSource, DataSource];
  beforeAll(async () => {
    server = await startPostgres();
    sources = [await openPostgres(server.url), await openPostgres(server.url)];
  }, 60_000);
  afterAll(async () => {
    await Promise.all(sources.map((source) => source.destroy()));
    await server[Symbol.asyncDispose]();
  });

  test('R33: of two parallel first enrolments from two processes one is enrolled, 20 times', async () => {
    expect(await raceForFirst(storeOn(sources[0]), storeOn(sources[1]))).toEqual(ONE_WINS);
  });

  test('R33: the same for subjects whose rows exist, as after a reset', async () => {
    const known = async (subject: string) => {
      await sources[0].query('INSERT INTO countersign_subject (subject) VALUES ($1)', [subject]);
    };
    expect(await raceForFirst(storeOn(sources[0]), storeOn(sources[1]), known)).toEqual(ONE_WINS);
  });

  test('R33: the same where the host runs its transactions as SERIALIZABLE or REPEATABLE READ', async () => {
    for (const isolationLevel of ['SERIALIZABLE', 'REPEATABLE READ'] as const) {
      const strict = await openPostgres(server.url, { isolationLevel });
      expect(await raceForFirst(storeOn(strict), storeOn(strict))).toEqual(ONE_WINS);
      await strict.destroy();
    }
  });

  test('R33: a disabled factor is no factor to sign in with, and opens no first enrolment', async () => {
    const store = storeOn(sources[0]);
    const { id, subject } = await enrol(store);
    await sources[0].query('UPDATE countersign_factor SET disabled_at = now() WHERE id = $1', [id]);
    expect(await store.posture(subject)).toEqual({ epoch: 1, methods: [], disabled: true });
    expect(await store.factors(subject)).toMatchObject([{ id, disabledAt: expect.any(Date) }]);
    expect((await store.enrolledMethods([subject])).size).toBe(0);
    expect(await store.enrol(subject, newPhone(), FIRST)).toEqual({ status: 'already_enrolled' });
  });
});
