import { type SecondFactorEvent, stampEvent } from '@countersign/core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { CUT_AFTER_DAYS, cutTrail, readTrail, verifyTrail } from '../index.js';
import { openIsolatedPGlite } from '../spec/databases.js';
import { empty, SECRETS, tamper, trailOn } from '../spec/trail.js';

let source: DataSource;
beforeAll(async () => {
  source = await openIsolatedPGlite();
}, 60_000);
afterAll(() => source.destroy());

const ago = (days: number) => new Date(Date.now() - days * 86_400_000);
const lockAgo = (days: number) => stampEvent({ type: 'countersign.locked', subject: 'alice' }, ago(days).getTime());

async function told(...events: readonly SecondFactorEvent[]): Promise<void> {
  const trail = trailOn(source);
  for (const event of events) trail.emit(event);
  expect(await trail.flush(20_000)).toBe(true);
}

const verify = (checkpoint?: { sequence: number; hash: string }) =>
  verifyTrail(source, { secrets: SECRETS, checkpoint });
const cut = (days: number) => cutTrail(source, { before: ago(days), actor: 'cli:olga', secrets: SECRETS });
const kept = async () => (await readTrail(source)).map(({ sequence }) => sequence);
const row = (sequence: number) =>
  source.query(`SELECT sequence::int, hash FROM countersign_event WHERE sequence = ${sequence}`);

/** Six events; the third is told late, behind one that is newer. */
beforeEach(async () => {
  await empty(source);
  await told(...[400, 300, 120, 200, 100, 10].map(lockAgo));
});

describe('R77: a cut', () => {
  test('takes the oldest, up to the first that is new enough, and the rest is still proved', async () => {
    const [[third], [second]] = [await row(3), await row(2)];
    expect(await cut(150)).toEqual({ status: 'cut', removed: 2, firstKept: 3 });
    expect(await kept()).toEqual([7, 6, 5, 4, 3]);
    const [newest] = await readTrail(source, { limit: 1 });
    const before = expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/);
    const event = { type: 'countersign.trail.cut', actor: 'cli:olga', before, firstKept: 3, previous: second.hash };
    expect(newest).toMatchObject({ sequence: 7, event });
    expect(await verify()).toMatchObject({ ok: true, events: 5, end: { sequence: 7 } });
    for (const checkpoint of [second, third]) {
      expect(await verify(checkpoint)).toMatchObject({ ok: true });
      expect(await verify({ ...checkpoint, hash: 'another' })).toMatchObject({ ok: false, fault: 'changed' });
    }
  });

  test('may follow another, and may leave nothing but its own event', async () => {
    await cut(150);
    expect(await cut(99)).toMatchObject({ removed: 3, firstKept: 6 });
    expect(await verify()).toMatchObject({ ok: true, events: 3, end: { sequence: 8 } });
    await empty(source);
    await told(lockAgo(300), lockAgo(200));
    expect(await cut(100)).toEqual({ status: 'cut', removed: 2, firstKept: 3 });
    expect(await kept()).toEqual([3]);
    expect(await verify()).toMatchObject({ ok: true, events: 1, end: { sequence: 3 } });
    await told(lockAgo(0));
    expect(await verify()).toMatchObject({ ok: true, events: 2 });
  });

  test(`takes nothing that is younger than ${CUT_AFTER_DAYS} days, nor where there is nothing older`, async () => {
    for (const before of [ago(CUT_AFTER_DAYS - 1), new Date(Number.NaN)]) {
      const early = cutTrail(source, { before, actor: 'cli:olga', secrets: SECRETS });
      await expect(early).rejects.toMatchObject({ option: 'before' });
    }
    expect(await cut(500)).toEqual({ status: 'nothing' });
    expect(await kept()).toHaveLength(6);
  });

  test('R75: takes nothing from a trail that is not as it was written: the traces would go', async () => {
    await tamper(source, "UPDATE countersign_event SET subject = 'bob' WHERE sequence = 2");
    expect(await cut(150)).toMatchObject({ status: 'broken', verdict: { sequence: 2, fault: 'changed' } });
    expect(await kept()).toHaveLength(6);
  });
});

describe('R75: of a cut that was none of ours', () => {
  /** Adds an event that tells of a cut, as whoever has no secret can. */
  const forged = (firstKept: number, previous: string) => `INSERT INTO countersign_event
    SELECT sequence + 1, gen_random_uuid(), now(), 'countersign.trail.cut', NULL, 'cli:mallory',
      json_build_object('type', 'countersign.trail.cut', 'firstKept', ${firstKept}::int, 'previous', ${previous}), hash, hash
    FROM countersign_event ORDER BY sequence DESC LIMIT 1`;
  const hashOf = (sequence: number) => `(SELECT hash FROM countersign_event WHERE sequence = ${sequence})`;

  test.each<[why: string, tells: [firstKept: number, previous: string] | null, which: string]>([
    ['that nothing tells of', null, 'sequence < 3'],
    ['of other events than is told', [4, hashOf(3)], 'sequence < 3'],
    ['that leaves a gap', [3, hashOf(2)], 'sequence = 2'],
    ['of more than is told', [3, hashOf(2)], 'sequence < 4'],
    ['of something younger', [7, hashOf(6)], 'sequence < 7'],
    ['with another link', [3, hashOf(1)], 'sequence < 3'],
    ['of everything', [3, hashOf(2)], 'true'],
    ['of nothing', [3, hashOf(2)], 'false'],
  ])('%s, the database lets nothing pass', async (_, tells, which) => {
    if (tells) await source.query(forged(...tells));
    const before = await kept();
    const deleted = source.query(`DELETE FROM countersign_event WHERE ${which}`);
    await expect(deleted).rejects.toThrow('events are added and never changed');
    expect(await kept()).toEqual(before);
  });

  test('a temporary table of the same name, which comes first by name, lets nothing pass either', async () => {
    await source.query('CREATE TEMPORARY TABLE countersign_event AS SELECT * FROM countersign_event');
    await source.query(forged(3, hashOf(2)));
    const deleted = source.query('DELETE FROM public.countersign_event WHERE sequence < 3');
    await expect(deleted).rejects.toThrow('events are added and never changed');
    await source.query('DROP TABLE pg_temp.countersign_event');
    expect(await kept()).toHaveLength(6);
  });

  test('one that is told of under no secret of ours is found by its event', async () => {
    await source.query(forged(3, hashOf(2)));
    await source.query('DELETE FROM countersign_event WHERE sequence < 3');
    expect(await verify()).toEqual({ ok: false, events: 4, sequence: 7, fault: 'changed' });
  });

  test('one that goes beyond ours, past the triggers, is found', async () => {
    await cut(150);
    await tamper(source, 'DELETE FROM countersign_event WHERE sequence < 5');
    expect(await verify()).toEqual({ ok: false, events: 0, sequence: 3, fault: 'missing' });
  });
});
