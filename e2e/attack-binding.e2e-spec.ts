import type { Visitor } from '@countersign/support';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import {
  codeStateOf,
  countedFailures,
  countedSends,
  guess,
  keysButSends,
  keysOfKind,
  outcomeOf,
  sessionsOf,
  twinAt,
  visitorAt,
} from './harness/attack.js';
import { awaitCode, enrol, logIn, otherThan, PEOPLE } from './harness/people.js';
import { type System, startSystem } from './harness/system.js';

const GONE = '401 sign_in_expired';
const { phone } = PEOPLE.alice;

let system: System;
beforeAll(async () => {
  system = await startSystem(2);
}, 120_000);
afterAll(() => system?.[Symbol.asyncDispose]());
beforeEach(() => system.forget());

function verify(visitor: Visitor, code: string): Promise<string> {
  return outcomeOf(visitor.post('/2fa/verify', { code }));
}

/** Alice has enrolled elsewhere, and has her code in this browser. */
async function atCode(options = {}): Promise<{ visitor: Visitor; code: string }> {
  await enrol(system, visitorAt(system, 0), 'alice');
  const visitor = visitorAt(system, 1, options);
  return { visitor, code: await awaitCode(system, visitor, 'alice') };
}

describe('what is proved', () => {
  test('R36: the number that becomes a factor is the one that its code came to, once', async () => {
    const visitor = visitorAt(system, 0);
    await logIn(visitor, 'alice');
    await visitor.post('/2fa/phone', { phone: '+31612345671' });
    const first = system.twilio.lastCode('+31612345671');
    await system.pass(30);
    await visitor.post('/2fa/phone', { phone: '+31612345672' });
    const second = system.twilio.lastCode('+31612345672');
    const replay = twinAt(system, 1, visitor);
    expect(await verify(visitor, first)).toBe('401 code_superseded');
    expect(await system.sql('SELECT id FROM countersign_factor')).toEqual([]);
    expect(await verify(visitor, second)).toBe('200 signed_in');
    expect([await verify(replay, second), await verify(replay, first)]).toEqual([GONE, GONE]);
    expect(await system.sql('SELECT last_digits FROM countersign_factor')).toEqual([{ last_digits: '72' }]);
    system.twilio.reset();
    await logIn(visitorAt(system, 1), 'alice');
    expect(system.twilio.messages.map(({ to }) => to)).toEqual(['+31612345672']);
  });

  test('R35: a number whose code never came back is nobody’s factor, also not of the next sign-in', async () => {
    const visitor = visitorAt(system, 0);
    await logIn(visitor, 'alice');
    await visitor.post('/2fa/phone', { phone });
    await system.pass(601);
    const next = visitorAt(system, 1);
    await logIn(next, 'alice');
    expect(await (await next.get('/2fa')).json()).toMatchObject({ status: 'enrolment_required', phone: null });
    expect(await outcomeOf(next.post('/2fa/code', {}))).toBe('409 code_not_requested');
    expect(system.twilio.messages).toHaveLength(1);
  });

  const CHANGES: [string, () => Promise<unknown>][] = [
    ['the account is disabled', () => system.sql('UPDATE administrator SET active = false')],
    ['the account is deleted', () => system.sql('UPDATE administrator SET id = gen_random_uuid()')],
    ['the password is changed', () => system.sql("UPDATE administrator SET password_hash = password_hash || 'x'")],
    ['the factor is removed', () => system.sql('DELETE FROM countersign_factor')],
    ['the factor is another one', () => system.sql('UPDATE countersign_factor SET id = gen_random_uuid()')],
    ['the factors have changed', () => system.sql('UPDATE countersign_subject SET epoch = epoch + 1')],
  ];
  test.each(CHANGES)('R46: when %s between the steps, the right code is refused', async (_, change) => {
    const { visitor, code } = await atCode();
    const sessions = await sessionsOf(system);
    const before = await system.sql('SELECT * FROM administrator');
    try {
      await change();
      expect(await verify(visitor, code)).toBe(GONE);
    } finally {
      for (const { id, email, password_hash: hash } of before) {
        const restore = 'UPDATE administrator SET id = $1, password_hash = $3, active = true WHERE email = $2';
        await system.sql(restore, [id, email, hash]);
      }
    }
    expect(await verify(visitor, code)).toBe(GONE);
    expect(await sessionsOf(system)).toEqual(sessions);
  });

  test('R33: a sign-in does not turn into an enrolment when its factor is gone', async () => {
    const { visitor } = await atCode();
    await system.sql('DELETE FROM countersign_factor');
    await system.pass(30);
    system.twilio.reset();
    expect(await outcomeOf(visitor.post('/2fa/phone', { phone: '+31612345699' }))).toBe('403 enrolment_not_allowed');
    expect(await outcomeOf(visitor.post('/2fa/code', {}))).toBe(GONE);
    expect(system.twilio.requests).toEqual([]);
  });

  test('R04, R46: a code that was sent before the number was changed is refused', async () => {
    await enrol(system, visitorAt(system, 0), 'alice');
    const [old] = await system.sql('SELECT * FROM countersign_factor');
    await system.sql('DELETE FROM countersign_factor');
    const another = visitorAt(system, 0);
    await logIn(another, 'alice');
    await another.post('/2fa/phone', { phone: '+31612345675' });
    await another.post('/2fa/verify', { code: system.twilio.lastCode('+31612345675') });
    const visitor = visitorAt(system, 1);
    await logIn(visitor, 'alice');
    const code = system.twilio.lastCode('+31612345675');
    // The same factor, as far as its id and the epoch tell.
    const change = 'UPDATE countersign_factor SET sealed = $1, lookup = $2, last_digits = $3';
    await system.sql(change, [old?.sealed, old?.lookup, old?.last_digits]);
    expect(await verify(visitor, code)).toBe(GONE);
  });
});

describe('who has proved it', () => {
  test('R44: a sign-in belongs to the browser that holds its cookie, for 600 s', async () => {
    const { visitor, code } = await atCode();
    const [key = ''] = await keysOfKind(system, 'sign-in');
    const bob = visitorAt(system, 0);
    await logIn(bob, 'bob');
    expect(await verify(visitorAt(system, 1), code)).toBe(GONE);
    expect(await verify(bob, code)).toBe('409 code_not_requested');
    const named = visitorAt(system, 1);
    named.jar.set('countersign', key.split(':').at(-1) ?? '');
    expect(await verify(named, code)).toBe(GONE);
    const [token = ''] = visitor.jar.values();
    expect(token).toMatch(/^[\w-]{16}\.[\w-]{32}$/);
    expect(JSON.stringify(await system.keys.keys('*'))).not.toContain(token.split('.')[1]);
    await system.pass(601);
    expect(await verify(visitor, code)).toBe(GONE);
  });

  test('R44, R67: a step-up freshens the session that it belongs to, and signs nobody in', async () => {
    const visitor = visitorAt(system, 0);
    await enrol(system, visitor, 'alice');
    await visitor.post('/2fa/step-up');
    const code = system.twilio.lastCode(phone);
    const thief = twinAt(system, 1, visitor);
    thief.jar.delete('session');
    expect(await verify(thief, code)).toBe(GONE);
    expect(await outcomeOf(thief.get('/api/me'))).toBe('401');
  });

  test('R45: the session is a new one after each step, and the old ones are dead', async () => {
    const fixed = visitorAt(system, 0);
    fixed.jar.set('session', 's%3Afixed-by-a-thief.signature');
    await enrol(system, fixed, 'alice');
    const ids = ['s%3Afixed-by-a-thief.signature', fixed.jar.get('session')];
    const alive = (id?: string) => {
      const holder = visitorAt(system, 1);
      holder.jar.set('session', id ?? '');
      return outcomeOf(holder.get('/api/me'));
    };
    await fixed.post('/2fa/step-up');
    expect(await verify(fixed, system.twilio.lastCode(phone))).toBe('200 signed_in');
    ids.push(fixed.jar.get('session'));
    await logIn(fixed, 'alice');
    expect(await Promise.all(ids.map(alive))).toEqual(['401', '401', '401']);
    expect(await verify(fixed, system.twilio.lastCode(phone))).toBe('200 signed_in');
    ids.push(fixed.jar.get('session'));
    expect(new Set(ids).size).toBe(4);
    expect(await Promise.all(ids.map(alive))).toEqual(['401', '401', '401', '200']);
    expect(await sessionsOf(system)).toHaveLength(1);
  });

  test('R45: a password step of another account ends the session that the browser came with', async () => {
    const visitor = visitorAt(system, 0);
    await enrol(system, visitor, 'alice');
    await logIn(visitor, 'bob');
    expect(await outcomeOf(visitor.get('/api/me'))).toBe('401');
    expect(await sessionsOf(system)).toEqual([]);
  });
});

describe('ways out', () => {
  test.each([
    ['/2fa/cancel', '204'],
    ['/logout', '204'],
  ])('R48: POST %s deletes the sign-in and its code, and forgets no failure and no send', async (path, outcome) => {
    const { visitor, code } = await atCode();
    await guess(system, visitor, code, 2);
    const kept = twinAt(system, 0, visitor);
    const sends = await countedSends(system);
    expect(await outcomeOf(visitor.post(path))).toBe(outcome);
    expect(visitor.jar.has('countersign')).toBe(false);
    expect(await keysButSends(system)).toEqual([expect.stringMatching(/:failures$/)]);
    expect([await countedFailures(system), await countedSends(system)]).toEqual([2, sends]);
    expect([await verify(kept, code), await outcomeOf(kept.get('/2fa'))]).toEqual([GONE, GONE]);
    expect(await outcomeOf(kept.post('/2fa/code', {}))).toBe(GONE);
  });

  test('R48: starting over gives back no try and no failure', async () => {
    const { visitor, code } = await atCode();
    await guess(system, visitor, code, 4);
    const old = twinAt(system, 0, visitor);
    const again = await awaitCode(system, visitor, 'alice');
    expect(await codeStateOf(visitor)).toMatchObject({ attemptsLeft: 5 });
    expect(await guess(system, old, code, 1)).toEqual(['401 too_many_attempts']);
    expect(await countedFailures(system)).toBe(5);
    expect(await verify(visitor, otherThan(again))).toBe('401 code_wrong');
    expect(await countedFailures(system)).toBe(6);
  });

  test('R48: the back button after signing in shows no code screen, and the old code works no more', async () => {
    const { visitor, code } = await atCode();
    const before = twinAt(system, 0, visitor);
    expect(await verify(visitor, code)).toBe('200 signed_in');
    const back = await visitor.get('/2fa', { accept: 'html' });
    expect([back.status, back.headers.get('location')]).toEqual([303, '/']);
    expect(await outcomeOf(visitor.get('/2fa'))).toBe('200 signed_in');
    expect([await verify(before, code), await verify(visitor, code)]).toEqual([GONE, GONE]);
    expect(await outcomeOf(visitor.get('/api/me'))).toBe('200');
  });
});
