import { inspect } from 'node:util';
import { StoreUnavailable } from '@countersign/core';
import { type PostgresServer, startPostgres } from '@countersign/support';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { TypeOrmFactorStore } from './index.js';
import { openPostgres } from './spec/databases.js';
import { enrol, FIRST, newPhone, newSubject } from './spec/factors.js';
import { storeOn } from './spec/race.js';
import { RULE } from './spec/rule.js';

let server: PostgresServer;
let dataSource: DataSource;
/** Gives up soon, so that a test waits little; for the rest there is a patient one. */
let hasty: TypeOrmFactorStore;
let store: TypeOrmFactorStore;

beforeAll(async () => {
  server = await startPostgres();
  dataSource = await openPostgres(server.url, { poolSize: 3 });
  hasty = new TypeOrmFactorStore(dataSource, { timeoutMs: 250 });
  store = storeOn(dataSource);
}, 60_000);
afterAll(async () => {
  await dataSource.destroy();
  await server[Symbol.asyncDispose]();
});

async function everyMethodFails(store: TypeOrmFactorStore, reason: unknown): Promise<void> {
  const subject = newSubject();
  const calls = [
    () => store.posture(subject),
    () => store.enrolledMethods([subject]),
    () => store.factors(subject),
    () => store.enrol(subject, newPhone(), FIRST),
    () => store.recordFailure(subject, [], RULE),
    () => store.recordSuccess(subject),
    () => store.clearSuspicion(subject),
    () => store.removeFactors(subject),
    () => store.endSessions(subject, new Date()),
    () => store.failures(subject),
    () => store.ping(),
  ];
  for (const call of calls) {
    const started = performance.now();
    const error: unknown = await call().then(
      () => 'no error',
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(StoreUnavailable);
    expect(error).toMatchObject({ reason });
    expect(performance.now() - started).toBeLessThan(2000);
  }
}

/** The pool gives all its connections again: none was lost to a call that was given up. */
async function poolIsWhole(): Promise<void> {
  const runners = [1, 2, 3].map(() => dataSource.createQueryRunner());
  await Promise.all(runners.map((runner) => runner.connect()));
  await Promise.all(runners.map((runner) => runner.release()));
}

/** Asks until so many wait for a lock; if they never do, the test's own time runs out. */
async function waitForALock(callers: number): Promise<void> {
  const sql = "SELECT count(*)::integer AS n FROM pg_stat_activity WHERE wait_event_type = 'Lock'";
  for (let waiting = -1; waiting !== callers; ) [{ n: waiting }] = await dataSource.query(sql);
}

describe('when PostgreSQL is out', () => {
  beforeEach(() => store.ping());

  test('R83: frozen, every method answers within 2 s, and all is well when it thaws', async () => {
    server.freeze();
    try {
      await everyMethodFails(hasty, 'timeout');
    } finally {
      server.thaw();
    }
    await poolIsWhole();
    await store.ping();
  });

  test('R83: stopped, every method answers within 2 s, and all is well when it is back', async () => {
    const { subject } = await enrol(store);
    await store.recordFailure(subject, [], RULE);
    await server.stop();
    await everyMethodFails(store, expect.stringMatching(/^[A-Z0-9_]+$|^error$/));
    await everyMethodFails(store, 'ECONNREFUSED');
    await server.restart();
    await store.ping();
    expect(await store.posture(subject)).toEqual({ epoch: 1, methods: ['sms'] });
    expect(await store.failures(subject)).toEqual({ inThirtyDays: 1 });
  }, 20_000);

  test('R76: the error holds nothing of the statement, its parameters or the driver', async () => {
    const unfit = { ...newPhone(), sealed: null as unknown as string };
    const error = await store.enrol(newSubject(), unfit, FIRST).catch((thrown: unknown) => thrown);
    expect(error).toEqual(new StoreUnavailable('23502'));
    const dump = inspect(error, { depth: 9, showHidden: true });
    for (const secret of [unfit.lookup, 'INSERT', 'QueryFailedError']) {
      expect(dump).not.toContain(secret);
    }
    expect((error as Error).cause).toBeUndefined();
  });
});

describe('when another holds the lock of a subject', () => {
  test('R33: an enrolment that was given up writes nothing later, and gives its connection back', async () => {
    const subject = newSubject();
    const holder = dataSource.createQueryRunner();
    await holder.startTransaction();
    await holder.query('INSERT INTO countersign_subject (subject) VALUES ($1)', [subject]);
    await expect(hasty.enrol(subject, newPhone(), FIRST)).rejects.toEqual(new StoreUnavailable('timeout'));
    await waitForALock(0);
    await holder.commitTransaction();
    await holder.release();
    await poolIsWhole();
    expect(await store.factors(subject)).toEqual([]);
    expect(await store.posture(subject)).toEqual({ epoch: 0, methods: [] });
  });

  test('a wrong answer waits for it with no other lock in its hands, so that no two shut each other out', async () => {
    const { id, subject } = await enrol(store);
    await store.recordFailure(subject, [id], RULE);
    const holder = dataSource.createQueryRunner();
    await holder.startTransaction();
    await holder.query('SELECT 1 FROM countersign_subject WHERE subject = $1 FOR UPDATE', [subject]);
    const counted = store.recordFailure(subject, [id], RULE);
    await waitForALock(1);
    await holder.query('SELECT 1 FROM countersign_factor WHERE subject = $1 FOR UPDATE NOWAIT', [subject]);
    await holder.query('SELECT 1 FROM countersign_failure WHERE subject = $1 FOR UPDATE NOWAIT', [subject]);
    await holder.commitTransaction();
    await holder.release();
    expect((await counted).inThirtyDays).toBe(2);
  });
});
