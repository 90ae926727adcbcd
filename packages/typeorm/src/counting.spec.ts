import { type PostgresServer, startPostgres } from '@countersign/support';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { TypeOrmFactorStore } from './index.js';
import { openPostgres } from './spec/databases.js';
import { enrol, FIRST, newPhone, newSubject } from './spec/factors.js';
import { RULE } from './spec/rule.js';
import { StatementLog } from './spec/statements.js';

let server: PostgresServer;
let dataSource: DataSource;
let store: TypeOrmFactorStore;
const log = new StatementLog();

beforeAll(async () => {
  server = await startPostgres();
  dataSource = await openPostgres(server.url, { logger: log });
  store = new TypeOrmFactorStore(dataSource);
}, 60_000);
afterAll(async () => {
  await dataSource.destroy();
  await server[Symbol.asyncDispose]();
});

async function days(subject: string): Promise<number[]> {
  const sql = `SELECT ((now() AT TIME ZONE 'UTC')::date - day) AS ago FROM countersign_failure WHERE subject = $1
    ORDER BY day DESC`;
  const rows: { ago: number }[] = await dataSource.query(sql, [subject]);
  return rows.map(({ ago }) => ago);
}

async function failedDaysAgo(subject: string, ago: number): Promise<void> {
  const sql = `INSERT INTO countersign_failure VALUES ($1, (now() AT TIME ZONE 'UTC')::date - $2::integer, 1)`;
  await dataSource.query(sql, [subject, ago]);
}

describe('the 30 days', () => {
  test('R13: today and the 30 days before it count, so that never less than 30 times 24 hours do', async () => {
    const subject = newSubject();
    for (const ago of [0, 1, 30, 31, 400]) await failedDaysAgo(subject, ago);
    expect(await store.failures(subject)).toEqual({ inThirtyDays: 3 });
  });

  test('R77: days that no longer count are dropped, of this subject alone', async () => {
    const [subject, other] = [newSubject(), newSubject()];
    for (const ago of [30, 31, 400]) await failedDaysAgo(subject, ago);
    await failedDaysAgo(other, 31);
    await store.recordFailure(subject, [], RULE);
    expect(await days(subject)).toEqual([0, 30]);
    expect(await days(other)).toEqual([31]);
  });

  test('a day of many failures is one row', async () => {
    const subject = newSubject();
    for (let n = 0; n < 5; n += 1) await store.recordFailure(subject, [], RULE);
    expect(await days(subject)).toEqual([0]);
    expect(await store.failures(subject)).toEqual({ inThirtyDays: 5 });
  });

  test('days are those of UTC, wherever a session of the host believes to be', async () => {
    const subject = newSubject();
    for (const zone of ['Pacific/Kiritimati', 'Etc/GMT+12']) {
      const there = await openPostgres(server.url, { extra: { options: `-c TimeZone=${zone}` } });
      await new TypeOrmFactorStore(there).recordFailure(subject, [], RULE);
      await there.destroy();
    }
    expect(await days(subject)).toEqual([0]);
  });

  describe('when the clock of the process is wrong', () => {
    beforeEach(() => {
      jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'setTimeout', 'clearTimeout'], now: 0 });
    });
    afterEach(() => {
      jest.useRealTimers();
    });

    test("R86: the database's clock counts", async () => {
      const { id, subject, confirmedAt } = await enrol(store);
      await store.recordFailure(subject, [id], RULE);
      expect(await days(subject)).toEqual([0]);
      expect(confirmedAt.getTime()).toBeGreaterThan(Date.UTC(2020, 0));
    });
  });
});

describe('the database is asked', () => {
  beforeEach(() => {
    log.statements.length = 0;
  });

  const single: Record<string, () => Promise<unknown>> = {
    posture: () => store.posture('alice'),
    enrolledMethods: () => store.enrolledMethods(['alice', 'bob']),
    phones: () => store.factors('alice'),
    recordFailure: () => store.recordFailure('alice', [], RULE),
    recordSuccess: () => store.recordSuccess('f1'),
    clearSuspicion: () => store.clearSuspicion('alice'),
    failures: () => store.failures('alice'),
    ping: () => store.ping(),
  };

  test.each(Object.entries(single))('once by %s', async (_, call) => {
    await call();
    expect(log.statements).toHaveLength(1);
  });

  test('R33: within one transaction by enrolPhone, which checks under the lock', async () => {
    await store.enrol(newSubject(), newPhone(), FIRST);
    const words = log.statements.map((statement) => statement.split(' ')[0]);
    expect(words).toEqual(['START', 'SET', 'SET', 'INSERT', 'SELECT', 'SELECT', 'INSERT', 'UPDATE', 'COMMIT']);
    expect(log.statements[4]).toMatch(/FOR UPDATE$/);
  });

  test('R38: within one transaction by removeFactors, under the same lock', async () => {
    await store.removeFactors(newSubject());
    const words = log.statements.map((statement) => statement.split(' ')[0]);
    expect(words).toEqual(['START', 'SET', 'SET', 'INSERT', 'SELECT', 'DELETE', 'UPDATE', 'COMMIT']);
    expect(log.statements[4]).toMatch(/FOR UPDATE$/);
  });

  test('R15: by recordSuccess to write only when there is something to reset', async () => {
    const { id, subject } = await enrol(store);
    const version = async () => (await dataSource.query('SELECT xmin FROM countersign_factor WHERE id = $1', [id]))[0];
    const fresh = await version();
    await store.recordSuccess(id);
    expect(await version()).toEqual(fresh);
    await store.recordFailure(subject, [id], RULE);
    const counted = await version();
    await store.recordSuccess(id);
    expect(await version()).not.toEqual(counted);
  });
});
