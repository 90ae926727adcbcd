import { setTimeout as delay } from 'node:timers/promises';
import { type SecondFactorEvent, stampEvent } from '@countersign/core';
import { eventSinkContract } from '@countersign/core/testing';
import { type PostgresServer, startPostgres } from '@countersign/support';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { DataSource, type QueryRunner } from 'typeorm';
import { countersignEntities, TypeOrmTrail, verifyTrail } from '../index.js';
import { openIsolatedPGlite, openPGlite, openPostgres } from '../spec/databases.js';
import { allOf, empty, lockOf, SECRETS, trailOn } from '../spec/trail.js';

let server: PostgresServer;
let sources: Record<'first' | 'second' | 'shared' | 'isolated', DataSource>;
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

const CAPACITY = 100;

/** A trail on an empty table, which fails while the table is gone, and hangs while somebody holds all of it. */
async function harness(source: DataSource) {
  await empty(source);
  let holder: QueryRunner | undefined;
  const rename = (from: string, to: string) => source.query(`ALTER TABLE ${from} RENAME TO ${to}`);
  const sink = trailOn(source, { capacity: CAPACITY });
  return {
    ...{ sink, capacity: CAPACITY, kept: () => allOf(source) },
    breakDown: async (how: 'fails' | 'hangs') => {
      if (how === 'fails') return void (await rename('countersign_event', 'elsewhere'));
      holder = source.createQueryRunner();
      await holder.startTransaction();
      await holder.query('LOCK TABLE countersign_event IN ACCESS EXCLUSIVE MODE');
    },
    mend: async () => {
      if (holder === undefined) return void (await rename('elsewhere', 'countersign_event'));
      await holder.rollbackTransaction();
      await holder.release();
    },
  };
}

describe.each([
  ['PostgreSQL', 'first'],
  ['isolated PGlite', 'isolated'],
] as const)('TypeOrmTrail keeps the contract of sinks on %s', (_, name) => {
  for (const { name: sentence, run } of eventSinkContract())
    test(sentence, async () => run(await harness(sources[name])), 40_000);
});

describe.each([
  ['PostgreSQL, from two pools', 'first', 'second'],
  ['PGlite, from two trails on its one session', 'shared', 'shared'],
  ['isolated PGlite, from two trails', 'isolated', 'isolated'],
] as const)('one chain on %s', (_, one, other) => {
  beforeEach(() => empty(sources[one]));

  test('R75: of all that they tell at once', async () => {
    const reports: string[] = [];
    const report = (line: string) => reports.push(line);
    const trails = [trailOn(sources[one], { report }), trailOn(sources[other], { report })] as const;
    for (let round = 0; round < 15; round += 1) {
      for (const [at, trail] of trails.entries()) {
        for (let n = 0; n < 7; n += 1) trail.emit(lockOf(`${at}`, round * 7 + n));
      }
      await Promise.race(trails.map((trail) => trail.flush(5_000)));
    }
    expect(await Promise.all(trails.map((trail) => trail.flush(20_000)))).toEqual([true, true]);
    expect(await verifyTrail(sources[one], { secrets: SECRETS })).toMatchObject({ ok: true, events: 210 });
    // Whoever has to wait does so in the database: nothing fails, to be tried again.
    expect(reports).toEqual([]);
    const kept = await allOf(sources[other]);
    for (const teller of ['0', '1']) {
      const told = kept.filter((event) => 'subject' in event && event.subject === teller).map(({ at }) => at);
      expect(told).toEqual(Array.from({ length: 105 }, (_, second) => lockOf(teller, second).at));
    }
  }, 40_000);

  test('R75: the database itself refuses to change, remove or empty it, also to who plays a replica', async () => {
    const trail = trailOn(sources[one]);
    trail.emit(lockOf('alice'));
    await trail.flush();
    const runner = sources[one].createQueryRunner();
    await runner.query('SET session_replication_role = replica');
    for (const change of [
      "UPDATE countersign_event SET subject = 'bob'",
      'DELETE FROM countersign_event',
      'TRUNCATE countersign_event',
    ])
      await expect(runner.query(change)).rejects.toThrow('events are added and never changed');
    await runner.query('RESET session_replication_role');
    await runner.release();
    expect(await allOf(sources[other])).toHaveLength(1);
  });

  test('R75: an event that is told again is kept once, as after a commit whose answer was lost', async () => {
    const [event, next] = [lockOf('alice', 1), lockOf('alice', 2)];
    for (const trail of [trailOn(sources[one]), trailOn(sources[other])]) {
      trail.emit(event);
      await trail.flush();
      trail.emit(next);
      await trail.flush();
    }
    expect(await allOf(sources[one])).toEqual([event, next]);
    expect(await verifyTrail(sources[one], { secrets: SECRETS })).toMatchObject({ ok: true, events: 2 });
  });

  test('no text stands in the way of those that follow', async () => {
    const subject = "NUL \u0000, half a \ud83d, a line\n'; DROP TABLE countersign_event; -- 💡";
    const odd = [stampEvent({ type: 'countersign.policy.changed', actor: subject, from: 'off', to: 'required' }, 0)];
    const trail = trailOn(sources[one]);
    for (const event of [...odd, lockOf(subject), lockOf('alice')]) trail.emit(event);
    expect(await trail.flush()).toBe(true);
    expect(await allOf(sources[one])).toMatchObject([{ actor: subject }, { subject }, { subject: 'alice' }]);
    expect(await verifyTrail(sources[one], { secrets: SECRETS })).toMatchObject({ ok: true, events: 3 });
  });
});

test('R75: an account that may read and add, and no more, is enough', async () => {
  await empty(sources.first);
  await sources.first.query('CREATE ROLE teller');
  await sources.first.query('GRANT SELECT, INSERT ON countersign_event TO teller');
  const account = { url: server.url, extra: { options: '-c role=teller' } };
  const source = await new DataSource({
    type: 'postgres',
    entities: [...countersignEntities],
    ...account,
  }).initialize();
  const trail = trailOn(source);
  trail.emit(lockOf('alice'));
  expect(await trail.flush()).toBe(true);
  expect(await verifyTrail(source, { secrets: SECRETS })).toMatchObject({ ok: true, events: 1 });
  await expect(source.query('DELETE FROM countersign_event')).rejects.toThrow('permission denied');
  await source.destroy();
});

describe('an outage', () => {
  beforeEach(() => empty(sources.first));
  afterEach(() => server.thaw());

  test('R75, R83: a database that is stopped loses nothing, and nobody waits', async () => {
    const reports: string[] = [];
    const trail = trailOn(sources.first, { timeoutMs: 250, report: (line) => reports.push(line) });
    trail.emit(lockOf('alice', 0));
    await trail.flush();
    await server.stop();
    const told = Array.from({ length: 30 }, (_, second) => lockOf('alice', second + 1));
    for (const event of told) trail.emit(event);
    expect(await trail.flush(300)).toBe(false);
    await server.restart();
    expect(await trail.flush(20_000)).toBe(true);
    expect((await allOf(sources.first)).slice(1)).toEqual(told);
    expect(reports).toEqual([
      'TypeOrmTrail: events cannot be written, they wait',
      'TypeOrmTrail: events are written again',
    ]);
  }, 40_000);

  test('R75: a database that is frozen in the middle of a write keeps each event once', async () => {
    const trail = trailOn(sources.first, { timeoutMs: 250 });
    const told: SecondFactorEvent[] = [];
    for (let round = 0; round < 3; round += 1) {
      for (let n = 0; n < 20; n += 1) told.push(lockOf('alice', told.length));
      for (const event of told.slice(-20)) trail.emit(event);
      await delay(round * 2);
      server.freeze();
      expect(typeof (await trail.flush(400))).toBe('boolean');
      server.thaw();
      expect(await trail.flush(20_000)).toBe(true);
    }
    expect(await allOf(sources.first)).toEqual(told);
    expect(await verifyTrail(sources.first, { secrets: SECRETS })).toMatchObject({ ok: true, events: 60 });
  }, 60_000);

  test('what cannot be written at the end is counted', async () => {
    const reports: string[] = [];
    const source = new DataSource({ type: 'postgres', url: server.url });
    const trail = trailOn(source, { report: (line) => reports.push(line) });
    trail.emit(lockOf('alice'));
    expect(await trail.close(100)).toBe(false);
    expect(reports.at(-1)).toBe('TypeOrmTrail: 1 events could not be written');
  });
});

test.each([[[]], [['short']], [undefined]])('R87: secrets of %j stop the start', (secrets) => {
  const make = () => new TypeOrmTrail(sources.first, { secrets: secrets as string[] });
  expect(make).toThrow(expect.objectContaining({ option: 'secrets' }));
});
