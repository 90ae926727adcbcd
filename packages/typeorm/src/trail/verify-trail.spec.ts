import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { readTrail, type TrailEnd, type TrailFault, verifyTrail } from '../index.js';
import { CUT_CASES } from '../spec/cut-trail.cases.js';
import { openIsolatedPGlite } from '../spec/databases.js';
import { OldTrail } from '../spec/old-trail.js';
import { empty, lockOf, SECRETS, tamper, trailOn } from '../spec/trail.js';

const OTHER = ['another-secret-of-at-least-32-bytes-long'];

let source: DataSource;
beforeAll(async () => {
  source = await openIsolatedPGlite();
}, 60_000);
afterAll(() => source.destroy());

/** A trail of so many events, each of a second of its own. */
async function written(count: number, secrets = SECRETS): Promise<void> {
  const trail = trailOn(source, { secrets });
  const { events } = await countEvents();
  for (let n = 0; n < count; n += 1) trail.emit(lockOf(n % 2 ? 'bob' : 'alice', events + n));
  expect(await trail.flush(20_000)).toBe(true);
}

async function countEvents(): Promise<{ events: number }> {
  const [row] = (await source.query('SELECT count(*)::integer AS events FROM countersign_event')) as {
    events: number;
  }[];
  return row ?? { events: 0 };
}

async function endOf(secrets: readonly string[] = SECRETS): Promise<TrailEnd> {
  const verdict = await verifyTrail(source, { secrets });
  if (!verdict.ok) throw new Error(verdict.fault);
  return verdict.end;
}

const SET = 'UPDATE countersign_event SET';
const OF_SEVEN = 'WHERE sequence = 7';
/** The rows that carry the numbers 7 and 8 give each other these columns. */
const swap = (columns: string) => `${SET} (${columns}) = (SELECT ${columns} FROM countersign_event AS other
  WHERE other.sequence = 15 - countersign_event.sequence) WHERE sequence IN (7, 8)`;

describe('R75: of a trail that was tampered with the first wrong place is told', () => {
  const cases: [what: string, statements: string[], sequence: number, fault: TrailFault][] = [
    ['another subject', [`${SET} subject = 'bob' ${OF_SEVEN}`], 7, 'changed'],
    ['no subject', [`${SET} subject = NULL ${OF_SEVEN}`], 7, 'changed'],
    ['another actor', [`${SET} actor = 'bob' ${OF_SEVEN}`], 7, 'changed'],
    ['another type', [`${SET} type = 'countersign.code.sent' ${OF_SEVEN}`], 7, 'changed'],
    ['another time', [`${SET} at = at + interval '1 millisecond' ${OF_SEVEN}`], 7, 'changed'],
    ['another id', [`${SET} id = 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11' ${OF_SEVEN}`], 7, 'changed'],
    [
      'another payload',
      [`${SET} payload = replace(payload::text, 'alice', 'bob')::json, subject = 'bob' ${OF_SEVEN}`],
      7,
      'changed',
    ],
    ['a blank in the payload', [`${SET} payload = (payload::text || ' ')::json ${OF_SEVEN}`], 7, 'changed'],
    ['another link', [`${SET} previous = hash ${OF_SEVEN}`], 7, 'changed'],
    ['another hash', [`${SET} hash = previous ${OF_SEVEN}`], 7, 'changed'],
    ['no hash', [`${SET} hash = '' ${OF_SEVEN}`], 7, 'unknown_secret'],
    ['two in each other’s place', [swap('at, type, subject, payload, previous, hash')], 7, 'changed'],
    ['a row that is gone', ['DELETE FROM countersign_event WHERE sequence = 7'], 7, 'missing'],
    ['the first rows gone', ['DELETE FROM countersign_event WHERE sequence < 7'], 1, 'missing'],
    [
      'a row gone, and the rest moved up',
      [
        'DELETE FROM countersign_event WHERE sequence = 7',
        ...[8, 9, 10, 11, 12].map((n) => `${SET} sequence = ${n - 1} WHERE sequence = ${n}`),
      ],
      7,
      'changed',
    ],
    [
      'a row that was never told',
      [
        `INSERT INTO countersign_event
      SELECT 13, gen_random_uuid(), at, type, subject, actor, payload, hash, hash FROM countersign_event WHERE sequence = 12`,
      ],
      13,
      'changed',
    ],
  ];

  test.each(cases)('%s', async (_, statements, sequence, fault) => {
    await empty(source);
    await written(12);
    expect(await endOf()).toMatchObject({ sequence: 12 });
    await tamper(source, ...statements);
    expect(await verifyTrail(source, { secrets: SECRETS })).toEqual({
      ok: false,
      events: sequence - 1,
      sequence,
      fault,
    });
  });

  test('a row of another history of the same trail, put into its old place', async () => {
    await empty(source);
    await written(3);
    await source.query('CREATE TABLE copy AS SELECT * FROM countersign_event');
    await tamper(source, 'DELETE FROM countersign_event WHERE sequence >= 2');
    await written(2);
    await tamper(
      source,
      'DELETE FROM countersign_event WHERE sequence = 3',
      'INSERT INTO countersign_event SELECT * FROM copy WHERE sequence = 3',
    );
    expect(await verifyTrail(source, { secrets: SECRETS })).toEqual({
      ok: false,
      events: 2,
      sequence: 3,
      fault: 'misplaced',
    });
    await source.query('DROP TABLE copy');
  });
});

describe('a checkpoint that is kept elsewhere', () => {
  test('R75: proves what was cut off behind it', async () => {
    await empty(source);
    await written(12);
    const checkpoint = await endOf();
    await written(3);
    expect(await verifyTrail(source, { secrets: SECRETS, checkpoint })).toMatchObject({ ok: true, events: 15 });
    await tamper(source, 'DELETE FROM countersign_event WHERE sequence > 10');
    expect(await verifyTrail(source, { secrets: SECRETS })).toMatchObject({ ok: true, events: 10 });
    const cut = { ok: false, events: 10, sequence: 11, fault: 'cut_off' };
    expect(await verifyTrail(source, { secrets: SECRETS, checkpoint })).toEqual(cut);
    await written(5);
    const other = { ok: false, events: 11, sequence: 12, fault: 'changed' };
    expect(await verifyTrail(source, { secrets: SECRETS, checkpoint })).toEqual(other);
  });

  test('proves that a table was emptied', async () => {
    await empty(source);
    await written(2);
    const checkpoint = await endOf();
    await empty(source);
    expect(await verifyTrail(source, { secrets: SECRETS })).toEqual({
      ok: true,
      events: 0,
      end: { sequence: 0, hash: '' },
    });
    expect(await verifyTrail(source, { secrets: SECRETS, checkpoint })).toMatchObject({ ok: false, fault: 'cut_off' });
  });
});

describe('the secret', () => {
  test('may be rotated: a chain goes on under the new one, and is verified while both are known', async () => {
    await empty(source);
    await written(2);
    await written(2, [...OTHER, ...SECRETS]);
    expect(await verifyTrail(source, { secrets: [...OTHER, ...SECRETS] })).toMatchObject({ ok: true, events: 4 });
    expect(await verifyTrail(source, { secrets: SECRETS })).toMatchObject({
      ok: false,
      sequence: 3,
      fault: 'unknown_secret',
    });
  });
});

test.each(CUT_CASES)('%s', async (_, walk) => {
  const trail = new OldTrail(source);
  await trail.begin();
  await walk(trail);
});

describe('readTrail', () => {
  const found = async (filter: Parameters<typeof readTrail>[1]) =>
    (await readTrail(source, filter)).map(({ sequence }) => sequence);
  const at = (second: number) => new Date(Date.UTC(2026, 0, 5) + second * 1_000);

  test('verifies and reads more than one page: newest first, each page older than the last of the one before', async () => {
    await empty(source);
    await written(1_203);
    expect(await endOf()).toMatchObject({ sequence: 1_203 });
    expect(await found({ limit: 3 })).toEqual([1_203, 1_202, 1_201]);
    expect(await found({ limit: 3, before: 1_201 })).toEqual([1_200, 1_199, 1_198]);
    expect(await found({ limit: 3, after: 1_198 })).toEqual([1_201, 1_200, 1_199]);
    expect(await found({ limit: 3, after: 1_201 })).toEqual([1_203, 1_202]);
    expect(await found({ before: 1 })).toEqual([]);
    expect(await found({})).toHaveLength(50);
  }, 30_000);

  test('finds by account, type and time, together or alone', async () => {
    expect(await found({ subject: 'bob', limit: 2 })).toEqual([1_202, 1_200]);
    expect(await found({ subject: 'carol' })).toEqual([]);
    expect(await found({ type: 'countersign.locked', limit: 1 })).toEqual([1_203]);
    expect(await found({ type: 'countersign.code.sent' })).toEqual([]);
    expect(await found({ from: at(4), to: at(8) })).toEqual([8, 7, 6, 5]);
    expect(await found({ subject: 'alice', from: at(4), to: at(8), before: 7 })).toEqual([5]);
    expect(await readTrail(source, { limit: 1 })).toEqual([
      { sequence: 1_203, event: { ...lockOf('alice', 1_202), id: expect.any(String) } },
    ]);
  });

  test.each([0, 1_001, 1.5, Number.NaN])('R87: a limit of %p is refused', async (limit) => {
    await expect(readTrail(source, { limit })).rejects.toMatchObject({ option: 'limit' });
  });
});
