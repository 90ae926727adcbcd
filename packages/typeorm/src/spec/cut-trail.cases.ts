import { expect } from '@jest/globals';
import { CUT_AFTER_DAYS, cutTrail, readTrail } from '../index.js';
import { ago, forged, hashOf, lockAgo, type OldTrail } from './old-trail.js';
import { empty, SECRETS, tamper } from './trail.js';

type Case = readonly [sentence: string, walk: (on: OldTrail) => Promise<void>];

/** What the database must refuse: what the newest event tells, if it tells of a cut, and the rows that somebody deletes. */
const REFUSED: readonly [why: string, tells: Parameters<typeof forged> | null, which: string][] = [
  ['that nothing tells of', null, 'sequence < 3'],
  ['of other events than is told', [4, hashOf(3)], 'sequence < 3'],
  ['of another number than is told', [2, hashOf(2)], 'sequence < 3'],
  ['that another event tells of', [3, hashOf(2), 'countersign.locked'], 'sequence < 3'],
  ['that leaves a gap', [3, hashOf(2)], 'sequence = 2'],
  ['of more than is told', [3, hashOf(2)], 'sequence < 4'],
  ['of something younger', [7, hashOf(6)], 'sequence < 7'],
  ['with another link', [3, hashOf(1)], 'sequence < 3'],
  ['of everything', [3, hashOf(2)], 'true'],
  ['of nothing', [3, hashOf(2)], 'false'],
];

/** Each on an {@link OldTrail} of its own. */
export const CUT_CASES: readonly Case[] = [
  [
    'R77: a cut takes the oldest, up to the first that is new enough, and the rest is still proved',
    async (on) => {
      const [third, second] = [await on.row(3), await on.row(2)];
      expect(await on.cut(150)).toEqual({ status: 'cut', removed: 2, firstKept: 3 });
      expect(await on.kept()).toEqual([7, 6, 5, 4, 3]);
      const [newest] = await readTrail(on.source, { limit: 1 });
      const before = expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/);
      const event = { type: 'countersign.trail.cut', actor: 'cli:olga', before, firstKept: 3, previous: second.hash };
      expect(newest).toMatchObject({ sequence: 7, event });
      expect(await on.verify()).toMatchObject({ ok: true, events: 5, end: { sequence: 7 } });
      for (const checkpoint of [second, third]) {
        expect(await on.verify(checkpoint)).toMatchObject({ ok: true });
        expect(await on.verify({ ...checkpoint, hash: 'another' })).toMatchObject({ ok: false, fault: 'changed' });
      }
    },
  ],

  [
    'R77: a cut may follow another, and may leave nothing but its own event',
    async (on) => {
      await on.cut(150);
      expect(await on.cut(99)).toMatchObject({ removed: 3, firstKept: 6 });
      expect(await on.verify()).toMatchObject({ ok: true, events: 3, end: { sequence: 8 } });
      await empty(on.source);
      await on.told(lockAgo(300), lockAgo(200));
      expect(await on.cut(100)).toEqual({ status: 'cut', removed: 2, firstKept: 3 });
      expect(await on.kept()).toEqual([3]);
      expect(await on.verify()).toMatchObject({ ok: true, events: 1, end: { sequence: 3 } });
      await on.told(lockAgo(0));
      expect(await on.verify()).toMatchObject({ ok: true, events: 2 });
    },
  ],

  [
    `R77: a cut takes nothing that is younger than ${CUT_AFTER_DAYS} days, nor where there is nothing older`,
    async (on) => {
      for (const before of [ago(CUT_AFTER_DAYS - 1), new Date(Number.NaN)]) {
        const early = cutTrail(on.source, { before, actor: 'cli:olga', secrets: SECRETS });
        await expect(early).rejects.toMatchObject({ option: 'before' });
      }
      expect(await on.cut(500)).toEqual({ status: 'nothing' });
      expect(await on.kept()).toHaveLength(6);
    },
  ],

  [
    'R75: a cut takes nothing from a trail that is not as it was written: the traces would go',
    async (on) => {
      await tamper(on.source, "UPDATE countersign_event SET subject = 'bob' WHERE sequence = 2");
      expect(await on.cut(150)).toMatchObject({ status: 'broken', verdict: { sequence: 2, fault: 'changed' } });
      expect(await on.kept()).toHaveLength(6);
    },
  ],
  [
    'R75: a temporary table of the same name, which comes first by name, lets nothing pass either',
    async (on) => {
      const { hash } = await on.row(2);
      const rest = 'SELECT * FROM countersign_event WHERE sequence > 2';
      await on.source.query(`CREATE TEMPORARY TABLE countersign_event AS ${rest}`);
      await on.source.query(forged(3, `'${hash}'`));
      const deleted = on.source.query('DELETE FROM public.countersign_event WHERE sequence < 3');
      await expect(deleted).rejects.toThrow('events are added and never changed');
      await on.source.query('DROP TABLE pg_temp.countersign_event');
      expect(await on.kept()).toHaveLength(6);
    },
  ],

  [
    'R75: a cut that is told of under no secret of ours is found by its event',
    async (on) => {
      await on.source.query(forged(3, hashOf(2)));
      await on.source.query('DELETE FROM countersign_event WHERE sequence < 3');
      expect(await on.verify()).toEqual({ ok: false, events: 4, sequence: 7, fault: 'changed' });
    },
  ],

  [
    'R75: a cut that goes beyond ours, past the triggers, is found',
    async (on) => {
      await on.cut(150);
      await tamper(on.source, 'DELETE FROM countersign_event WHERE sequence < 5');
      expect(await on.verify()).toEqual({ ok: false, events: 0, sequence: 3, fault: 'missing' });
    },
  ],
  ...REFUSED.map(
    ([why, tells, which]): Case => [
      `R75: of a cut ${why} the database lets nothing pass`,
      async (on) => {
        if (tells) await on.source.query(forged(...tells));
        const before = await on.kept();
        const deleted = on.source.query(`DELETE FROM countersign_event WHERE ${which}`);
        await expect(deleted).rejects.toThrow('events are added and never changed');
        expect(await on.kept()).toEqual(before);
      },
    ],
  ),
];
