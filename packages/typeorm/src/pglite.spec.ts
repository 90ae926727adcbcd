import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { DataSource, QueryRunner } from 'typeorm';
import { openIsolatedPGlite, openPGlite } from './spec/databases.js';
import { enrol, FIRST, newPhone, newSubject } from './spec/factors.js';
import { ONE_WINS, raceForFirst, storeOn } from './spec/race.js';
import { RULE } from './spec/rule.js';

let plain: DataSource;
let isolated: DataSource;
beforeAll(async () => {
  plain = await openPGlite();
  isolated = await openIsolatedPGlite();
}, 60_000);
afterAll(async () => {
  await isolated.destroy();
  await plain.destroy();
});

/** The host opens a transaction, a wrong answer comes meanwhile, and the host rolls back. */
async function failuresAfterHostRollsBack(
  dataSource: DataSource,
  wait: (counted: Promise<unknown>, host: QueryRunner) => Promise<unknown>,
): Promise<number> {
  const store = storeOn(dataSource);
  const { id, subject } = await enrol(store);
  const host = dataSource.createQueryRunner();
  await host.startTransaction();
  const counted = store.recordFailure(subject, [id], RULE);
  await wait(counted, host);
  await host.rollbackTransaction();
  await host.release();
  await counted;
  return (await store.failures(subject)).inThirtyDays;
}

describe('on the one session that all query runners of PGlite share', () => {
  test('R33: of two parallel first enrolments one is enrolled, 20 times', async () => {
    expect(await raceForFirst(storeOn(plain), storeOn(plain))).toEqual(ONE_WINS);
  }, 20_000);

  test('R14: an enrolment that is rolled back takes no failure with it that was counted meanwhile', async () => {
    const store = storeOn(plain);
    const { id, subject } = await enrol(store);
    const unfit = { ...newPhone(), sealed: null as unknown as string };
    const outcomes = await Promise.allSettled([
      store.enrol(newSubject(), unfit, FIRST),
      ...Array.from({ length: 10 }, () => store.recordFailure(subject, [id], RULE)),
    ]);
    expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(1);
    expect(await store.factors(subject)).toMatchObject([{ consecutiveFailures: 10 }]);
    expect(await store.failures(subject)).toEqual({ inThirtyDays: 10 });
  });

  test('a rollback of the host loses a count: the store alone cannot keep the host out', async () => {
    expect(await failuresAfterHostRollsBack(plain, (counted) => counted)).toBe(0);
  });
});

describe('on PGlite with isolatedPGlite', () => {
  test('R14: a rollback of the host takes no failure with it that was counted meanwhile', async () => {
    const workOn = async (_: unknown, host: QueryRunner) => {
      for (const n of [1, 2, 3]) await host.query('SELECT $1::integer', [n]);
    };
    expect(await failuresAfterHostRollsBack(isolated, workOn)).toBe(1);
  });

  test('a commit keeps nothing of a transaction beside it', async () => {
    await isolated.query('CREATE TABLE host (n integer)');
    const insert = (n: number) =>
      isolated.transaction(async (manager) => {
        await manager.query('INSERT INTO host VALUES ($1)', [n]);
        await manager.query('SELECT 1');
        if (n % 2) throw new Error('odd');
      });
    await Promise.allSettled([1, 2, 3, 4, 5, 6].map(insert));
    expect(await isolated.query('SELECT n FROM host ORDER BY n')).toEqual([{ n: 2 }, { n: 4 }, { n: 6 }]);
  });

  test('a statement that fails does not keep the session', async () => {
    await expect(isolated.query('SELECT 1/0')).rejects.toThrow('division by zero');
    expect(await isolated.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });
});
