import { KeyRing } from '@countersign/core';
import { freePort } from '@countersign/support';
import { readTrail } from '@countersign/typeorm';
import { expect } from '@jest/globals';
import type { LockedAccount } from './locked-account.js';
import { run } from './run.js';
import { SECRET } from './trail.js';

type Case = readonly [sentence: string, walk: (on: LockedAccount) => Promise<void>];

/** What an operator does about an account that is locked, on stores that run; one after the other. */
export const LOCKED_ACCOUNT_CASES: readonly Case[] = [
  [
    'R49, R76: status tells what keeps it, and nothing of a number but its last digits',
    async (on) => {
      await on.source.query('UPDATE countersign_factor SET disabled_at = now(), consecutive_failures = 100');
      const { out, code } = await run(['status', on.subject], on.env);
      expect(out).toMatch(
        /^subject {3}dora\nepoch {5}2\nfactor {4}phone •••• 42, since 20\S+Z, 100 wrong in a row, disabled since 20\S+Z\n30 days {3}1 wrong\npassword {2}suspected, until it is another one\n24 hours {2}10 wrong, forgotten in (1 d|23 h 59 min)\n$/,
      );
      expect([code, out.includes('sentinel')]).toEqual([0, false]);
      const unknown = await run(['status', 'nobody'], { ...on.env, REDIS_URL: undefined });
      expect(unknown.out).toMatch(
        /epoch {5}0: .*\nfactor {4}none\n30 days {3}0 wrong\n.*not suspected\n24 hours {2}not/,
      );
    },
  ],

  [
    'R72: nothing is done where the answer is no',
    async (on) => {
      for (const [name, question] of [
        ['reset', 'Remove every factor of dora?'],
        ['unlock', 'End the locks of dora?'],
        ['bypass', 'Issue a code for dora?'],
      ] as const) {
        const asked = await run([name, on.subject, '--reason', 'nobody can log in'], on.env, () => false);
        expect(asked).toMatchObject({
          code: 1,
          questions: [question],
          out: expect.stringMatching(/\nNothing was done\.\n$/),
        });
      }
      expect(await on.newest()).toBeUndefined();
      expect(await on.keys.get(on.lockKey())).toBe('10');
    },
  ],

  [
    'R75: where the event cannot be kept, nothing is done',
    async (on) => {
      await on.source.query('ALTER TABLE countersign_event ADD CONSTRAINT full_up CHECK (sequence < 0) NOT VALID');
      for (const name of ['unlock', 'reset']) {
        expect(await on.act(name)).toMatchObject({
          code: 2,
          err: expect.stringContaining('did not say whether it was done (23514)'),
        });
      }
      await on.source.query('ALTER TABLE countersign_event DROP CONSTRAINT full_up');
      expect(await on.store().posture(on.subject)).toMatchObject({ epoch: 2, disabled: true, suspected: {} });
      expect(await on.keys.get(on.lockKey())).toBe('10');
    },
  ],

  [
    'R75: nor under another secret than the host’s, by which the trail would break',
    async (on) => {
      for (const name of ['unlock', 'reset', 'bypass']) {
        const other = await on.act(name, { COUNTERSIGN_SECRET: [...SECRET].reverse().join('') });
        expect(other).toMatchObject({ code: 2, err: expect.stringMatching(/^Nothing was done: the audit trail/) });
      }
      expect(await on.newest()).toBeUndefined();
      expect(await on.store().posture(on.subject)).toMatchObject({ epoch: 2, suspected: {} });
    },
  ],

  [
    'R83: nor by unlock where Redis is given and out, or the database',
    async (on) => {
      const REDIS_URL = `redis://127.0.0.1:${await freePort()}`;
      const DATABASE_URL = `postgres://sentinel@127.0.0.1:${await freePort()}/host`;
      for (const changes of [{ REDIS_URL }, { DATABASE_URL }]) {
        const { code, err } = await on.act('unlock', changes);
        expect([code, /ECONNREFUSED/.test(err), err.includes('sentinel')]).toEqual([2, true, false]);
      }
      expect(await on.newest()).toBeUndefined();
      expect(await on.keys.get(on.lockKey())).toBe('10');
    },
  ],

  [
    'R15, R72, R75: unlock ends the suspicion and the lock, and is on record',
    async (on) => {
      expect(await on.act('unlock')).toMatchObject({ code: 0, err: '' });
      expect(await on.newest()).toMatchObject({
        type: 'countersign.unlocked',
        subject: on.subject,
        actor: 'cli:olga',
        reason: 'nobody can log in',
      });
      expect(await on.store().posture(on.subject)).toEqual({ epoch: 2, methods: [], disabled: true });
      expect(await on.keys.exists(on.lockKey())).toBe(0);
      const inMemory = await on.act('unlock', { REDIS_URL: undefined });
      expect(inMemory).toMatchObject({ code: 0, out: expect.stringContaining('so the lock of 24 hours stays') });
    },
  ],

  [
    'unlock says when Redis has kept its lock',
    async (on) => {
      await on.locked();
      await on.keys.call('ACL', 'SETUSER', 'reader', 'on', '>word', '~*', '+@all', '-del');
      const half = await on.act('unlock', { REDIS_URL: on.env.REDIS_URL?.replace('//', '//reader:word@') });
      expect(half).toMatchObject({ code: 1, err: expect.stringContaining('do it again') });
      expect(await on.store().posture(on.subject)).not.toHaveProperty('suspected');
    },
  ],

  [
    'R38, R72, R77: reset removes the factors, ends the sessions, keeps the lock, and is on record',
    async (on) => {
      const { epoch } = await on.store().posture(on.subject);
      const done = await run(['reset', on.subject, '--reason', 'nobody can log in'], on.env, () => true);
      expect(done).toMatchObject({ code: 0, err: '', questions: ['Remove every factor of dora?'] });
      expect(await on.newest()).toMatchObject({ type: 'countersign.factors.reset', actor: 'cli:olga' });
      expect(await on.store().posture(on.subject)).toMatchObject({ epoch: epoch + 1, methods: [] });
      expect(await on.source.query('SELECT 1 FROM countersign_factor')).toEqual([]);
      expect(await on.keys.get(on.lockKey())).toBe('10');
    },
  ],

  [
    'bypass of an account without a factor, or that is not known, makes nothing',
    async (on) => {
      for (const subject of [on.subject, 'nobody']) {
        const nothing = await run(['bypass', subject, '--yes', '--reason', 'a typing mistake'], on.env);
        expect(nothing).toMatchObject({ code: 1, err: expect.stringContaining('no factor') });
      }
      expect(await on.newest()).toMatchObject({ type: 'countersign.factors.reset' });
      expect(await on.source.query("SELECT 1 FROM countersign_subject WHERE subject = 'nobody'")).toEqual([]);
    },
  ],

  [
    'R56, R72, R75, R76: bypass prints a code once that stands in for the factor, keeps its hash, and is on record',
    async (on) => {
      await on.enrolled();
      const { epoch } = await on.store().posture(on.subject);
      const codes = [await issued(on), await issued(on)];
      const event = await on.newest();
      expect(event).toMatchObject({
        type: 'countersign.bypass.issued',
        actor: 'cli:olga',
        reason: 'nobody can log in',
      });
      const kept = await on.store().factors(on.subject);
      expect(kept.map(({ kind }) => kind)).toEqual(['phone', 'bypass']);
      expect(await on.store().posture(on.subject)).toMatchObject({ epoch: epoch + 2, methods: ['sms'] });
      const written = JSON.stringify([
        kept,
        event,
        await on.source.query('SELECT payload::text FROM countersign_event'),
      ]);
      for (const code of codes) expect([code.length, written.includes(code)]).toEqual([19, false]);
      const opened = new KeyRing([SECRET]).openSealed(kept[1]?.sealed ?? '', ['factor', 'bypass', on.subject]) ?? '';
      expect(JSON.parse(opened)).toMatchObject({ epoch: epoch + 2, issuer: 'cli:olga', approver: null });
    },
  ],

  [
    'R75: bypass does nothing where its event cannot be kept',
    async (on) => {
      const before = await on.store().posture(on.subject);
      await on.source.query('ALTER TABLE countersign_event ADD CONSTRAINT full_up CHECK (sequence < 0) NOT VALID');
      expect((await on.act('bypass')).code).toBe(2);
      await on.source.query('ALTER TABLE countersign_event DROP CONSTRAINT full_up');
      expect(await on.store().posture(on.subject)).toEqual(before);
    },
  ],

  [
    'reset of an account that is not known makes none',
    async (on) => {
      const unknown = await run(['reset', 'nobody', '--yes', '--reason', 'a typing mistake'], on.env);
      expect(unknown).toMatchObject({ code: 1, err: expect.stringContaining('does not know this account') });
      expect(await on.source.query("SELECT 1 FROM countersign_subject WHERE subject = 'nobody'")).toEqual([]);
      expect(await readTrail(on.source, { subject: 'nobody' })).toEqual([]);
    },
  ],

  [
    'the trail is whole after all of this, and tables elsewhere are found by name',
    async (on) => {
      expect(await run(['audit', 'verify'], on.env)).toMatchObject({
        code: 0,
        out: expect.stringMatching(/all as written/),
      });
      const elsewhere = await run(['audit', 'list', '--schema', 'public', '--table-prefix', 'app_'], on.env);
      expect(elsewhere).toMatchObject({ code: 2, err: expect.stringMatching(/are not there \(42P01\)/) });
    },
  ],
];

/** Issues a code, and reads it off the terminal. */
async function issued(on: LockedAccount): Promise<string> {
  const { code, out, err } = await on.act('bypass');
  expect([code, err]).toEqual([0, '']);
  expect(out).toContain('no notice was sent');
  return /^(\w{4}-){3}\w{4}$/m.exec(out)?.[0] ?? 'none';
}
