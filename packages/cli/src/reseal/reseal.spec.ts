import { KeyRing, PhoneNumber } from '@countersign/core';
import { freePort, type PostgresServer, startPostgres } from '@countersign/support';
import { readTrail, TypeOrmFactorStore } from '@countersign/typeorm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import type { Environment } from '../environment.js';
import { run } from '../spec/run.js';
import { lockOf, openDatabase, SECRET, told } from '../spec/trail.js';

const NEXT = 'Zt6vB1nMq4WxS8dF0gHjK3lP7oIuY2rE';
const GONE = 'Aa9sD8fG7hJ6kL5zX4cV3bN2mQ1wE0rT';

let server: PostgresServer;
let source: DataSource;
let env: Environment;
beforeAll(async () => {
  server = await startPostgres();
  const host = await openDatabase(server.url, 'host');
  source = host.source;
  env = { DATABASE_URL: host.url, COUNTERSIGN_SECRET: `${NEXT},${SECRET}` };
}, 60_000);
afterAll(async () => {
  await source.destroy();
  await server[Symbol.asyncDispose]();
});

beforeEach(async () => {
  await source.query('TRUNCATE countersign_subject, countersign_factor');
  await source.query('ALTER TABLE countersign_event DISABLE TRIGGER USER; TRUNCATE countersign_event');
  await source.query('ALTER TABLE countersign_event ENABLE TRIGGER USER');
});

const store = () => new TypeOrmFactorStore(source, { timeoutMs: 5_000 });

/** Somebody with a phone under a secret. */
async function enrolled(subject: string, secret: string): Promise<void> {
  const [keys, phone] = [new KeyRing([secret]), new PhoneNumber('+31612345642')];
  const sealed = keys.seal(phone.reveal(), ['factor', 'phone', subject]);
  const kept = { sealed, lookup: keys.phoneIndex(phone), lastDigits: '42', name: null, counter: 0 };
  await store().enrol(subject, { kind: 'phone', ...kept }, { first: true });
}

async function suspected(subject: string, secret: string): Promise<void> {
  const credential = new KeyRing([secret]).credential('the-password');
  await store().recordFailure(subject, [], { maxInThirtyDays: 1, credential });
}

const kept = () => store().page(null, 1_000);
const check = (changes: Environment = {}) => run(['reseal', '--check'], { ...env, ...changes });
const reseal = (changes: Environment = {}) => run(['reseal', '--yes'], { ...env, ...changes });
const trail = async () => (await readTrail(source)).map(({ event }) => event);

describe('countersign reseal --check', () => {
  test('R62: counts what needs each secret, changes nothing, and exits with 1 while anything does', async () => {
    await told(source, lockOf('alice', 1), lockOf('alice', 2));
    for (const subject of ['alice', 'bob']) await enrolled(subject, SECRET);
    await enrolled('carol', NEXT);
    await suspected('bob', SECRET);
    const before = await kept();
    expect(await check()).toEqual({
      ...{ code: 1, err: '', questions: [] },
      out: `secret         factors  suspicions  audit trail
1, the newest  1        0           0
2              2        1           2, the last of 2026-01-02
none of these  0        0           0

Factors that need an older secret: run countersign reseal.
Suspicions about a password end when it is another one. Without their secret they end only by countersign unlock.
`,
    });
    expect([await kept(), (await trail()).length]).toEqual([before, 2]);
  });

  test('tells of what no secret here is good for, and nothing of what is kept (R76)', async () => {
    await enrolled('alice', GONE);
    await suspected('alice', GONE);
    const { code, out } = await check({ COUNTERSIGN_SECRET: NEXT });
    expect(out).toMatch(/^none of these {2}1 {8}1 {11}0$/m);
    expect(out).toContain('Of the factors 1 cannot be opened');
    expect([code, out.includes('alice'), out.includes('42')]).toEqual([1, false, false]);
  });

  test('exits with 0 where only the audit trail needs an older one', async () => {
    await told(source, lockOf('alice', 1));
    await enrolled('alice', NEXT);
    const { code, out } = await check();
    expect([code, out]).toEqual([
      0,
      expect.stringMatching(/\n\nNothing needs an older secret but events of the audit/),
    ]);
  });
});

describe('countersign reseal', () => {
  test('R62: seals anew what is under an older secret, so that it is good under the newest alone', async () => {
    for (const subject of ['alice', 'bob']) await enrolled(subject, SECRET);
    await enrolled('carol', NEXT);
    const { epoch } = await store().posture('alice');
    const done = await reseal();
    expect(done).toMatchObject({ code: 0, err: '' });
    expect(done.out).toBe('2 sealed anew, 1 were under the newest secret already, 0 cannot be opened.\n');
    const alone = new KeyRing([NEXT]);
    for (const { kind, subject, sealed, lookup } of await kept()) {
      expect(alone.openSealed(sealed, ['factor', kind, subject])).toBe('+31612345642');
      expect(lookup).toBe(alone.phoneIndex(new PhoneNumber('+31612345642')));
    }
    expect((await store().posture('alice')).epoch).toBe(epoch);
    expect(await check({ COUNTERSIGN_SECRET: NEXT })).toMatchObject({ code: 0 });
  });

  test('R75: is on record, from before anything is done', async () => {
    await enrolled('alice', SECRET);
    await reseal();
    expect(await trail()).toMatchObject([
      { type: 'countersign.reseal.ended', actor: 'cli:olga', resealed: 1, left: 0 },
      { type: 'countersign.reseal.begun', actor: 'cli:olga' },
    ]);
    expect((await run(['audit', 'verify'], env)).code).toBe(0);
    await enrolled('bob', SECRET);
    await source.query('ALTER TABLE countersign_event ADD CONSTRAINT full_up CHECK (sequence < 0) NOT VALID');
    const before = await kept();
    expect((await reseal()).code).toBe(2);
    await source.query('ALTER TABLE countersign_event DROP CONSTRAINT full_up');
    expect(await kept()).toEqual(before);
  });

  test('may be run again, and finds nothing to do', async () => {
    await enrolled('alice', SECRET);
    await reseal();
    const before = await kept();
    expect((await reseal()).out).toMatch(/^0 sealed anew, 1 were/);
    expect(await kept()).toEqual(before);
  });

  test('leaves what it cannot open, and exits with 1', async () => {
    await enrolled('alice', GONE);
    await enrolled('bob', SECRET);
    const { code, out } = await reseal();
    expect([code, out]).toEqual([
      1,
      expect.stringMatching(/^1 sealed anew, 0 were .*, 1 cannot be opened\.\nWhat cannot/),
    ]);
    expect((await trail())[0]).toMatchObject({ resealed: 1, left: 1 });
  });

  test('asks whether the host is ready, and does nothing where the answer is no', async () => {
    await enrolled('alice', SECRET);
    const before = await kept();
    const asked = await run(['reseal'], env, () => false);
    expect(asked).toMatchObject({ code: 1, out: 'Nothing was done.\n' });
    expect(asked.questions).toEqual(['Does every process of the host have these 2 secrets, in this order?']);
    expect(await run(['reseal'], env)).toMatchObject({ code: 2, err: expect.stringMatching(/give --yes/) });
    expect([await kept(), await trail()]).toEqual([before, []]);
  });

  test('R75: does nothing under secrets that the audit trail does not know', async () => {
    await told(source, lockOf('alice', 1));
    await enrolled('alice', SECRET);
    const before = await kept();
    const other = await reseal({ COUNTERSIGN_SECRET: NEXT });
    expect(other).toMatchObject({ code: 2, err: expect.stringMatching(/^Nothing was done: the audit trail/) });
    expect([await kept(), (await trail()).length]).toEqual([before, 1]);
  });

  test('runs while people sign in: of neither anything is lost', async () => {
    const subjects = Array.from({ length: 60 }, (_, n) => `subject-${n}`);
    for (const subject of subjects) await enrolled(subject, SECRET);
    const factors = await kept();
    const proved = Promise.all(
      factors.flatMap(({ id }) => [0, 1, 2].map((from) => store().recordSuccess(id, { from, to: from + 1 }))),
    );
    const [first] = await Promise.all([reseal(), proved]);
    const moved = (await proved).filter(Boolean).length;
    expect([0, 1]).toContain(first.code);
    // What somebody had locked at that moment is for the next run.
    expect((await reseal()).code).toBe(0);
    const after = await kept();
    expect(after.reduce((sum, { counter }) => sum + counter, 0)).toBe(moved);
    expect(after.every(({ sealed }) => new KeyRing([NEXT]).isNewest(sealed))).toBe(true);
  }, 30_000);

  test('R76, R83: of a database that is out it says so, and nothing of its address', async () => {
    const DATABASE_URL = `postgres://sentinel@127.0.0.1:${await freePort()}/host`;
    for (const { code, err } of [await reseal({ DATABASE_URL }), await check({ DATABASE_URL })])
      expect([code, /ECONNREFUSED/.test(err), err.includes('sentinel')]).toEqual([2, true, false]);
  });
});
