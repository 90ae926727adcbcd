import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import {
  codeStateOf,
  countedFailures,
  DAY,
  guess,
  keysOfKind,
  outcomeOf,
  sessionsOf,
  visitorAt,
} from './harness/attack.js';
import { awaitCode, enrol, logIn, otherThan, PEOPLE, type Person } from './harness/people.js';
import { rawRequest } from './harness/raw-request.js';
import { type System, startSystem } from './harness/system.js';
import { malformedAnswers, TYPED_ANSWERS } from './harness/typed-answers.js';

const WRONG = '401 code_wrong';
const SPENT = '401 too_many_attempts';
const GONE = '401 sign_in_expired';

let system: System;
beforeAll(async () => {
  system = await startSystem(2);
}, 120_000);
afterAll(() => system?.[Symbol.asyncDispose]());
beforeEach(() => system.forget());

/** Answers with a code, at a process of its own choice. */
function answer(visitor: ReturnType<typeof visitorAt>, code: string): Promise<string> {
  return outcomeOf(visitor.post('/2fa/verify', { code }));
}

/** A second browser of somebody who has enrolled in a first one, and its code. */
async function atCode(person: Person = 'alice') {
  await enrol(system, visitorAt(system, 0), person);
  const visitor = visitorAt(system, 1);
  return { visitor, code: await awaitCode(system, visitor, person) };
}

describe('what expires', () => {
  /** The keys that would live for ever. */
  async function immortal(): Promise<string[]> {
    const found: string[] = [];
    for await (const keys of system.keys.scanStream({ match: 'cs:*' })) found.push(...(keys as string[]));
    expect(found.length).toBeGreaterThan(0);
    const lives = await Promise.all(found.map((key) => system.keys.pttl(key)));
    return found.filter((_, i) => (lives[i] ?? -1) < 0);
  }

  test('R03: at every step of every flow each key of the second step has an expiry', async () => {
    const { phone } = PEOPLE.alice;
    const visitor = visitorAt(system, 0);
    const steps: [string, () => Promise<unknown>][] = [
      ['202 second_factor_required', () => logIn(visitor, 'alice')],
      ['202 code_required', () => visitor.post('/2fa/phone', { phone })],
      [WRONG, () => visitor.post('/2fa/verify', { code: '000000' })],
      ['202 code_required', () => visitor.post('/2fa/code', {})],
      ['200 signed_in', () => visitor.post('/2fa/verify', { code: system.twilio.lastCode(phone) })],
      ['202 code_required', () => visitor.post('/2fa/step-up')],
      [WRONG, () => visitor.post('/2fa/verify', { code: '000000' })],
      ['200 signed_in', () => visitor.post('/2fa/verify', { code: system.twilio.lastCode(phone) })],
      ['202 second_factor_required', () => logIn(visitor, 'alice')],
      ['202 code_required', () => visitor.post('/2fa/code', {})],
      ['204', () => visitor.post('/2fa/cancel')],
    ];
    for (const [outcome, step] of steps) {
      if (outcome.startsWith('202')) await system.pass(30);
      expect(await outcomeOf((await step()) as Response)).toBe(outcome);
      expect(await immortal()).toEqual([]);
    }
  });

  test('R03: the counter of failures expires too, whichever answer it was that locked', async () => {
    const { code, visitor } = await atCode();
    await guess(system, visitor, code, 5);
    expect(await immortal()).toEqual([]);
    await guess(system, visitor, await awaitCode(system, visitor, 'alice'), 5);
    expect(await immortal()).toEqual([]);
    const [counter = ''] = await keysOfKind(system, 'failures');
    expect(await system.keys.ttl(counter)).toBeLessThanOrEqual(DAY);
    expect(await system.keys.ttl(counter)).toBeGreaterThan(DAY - 120);
  });

  test('R03: the right code works at 290 s', async () => {
    const { visitor, code } = await atCode();
    await system.pass(290);
    expect(await answer(visitor, code)).toBe('200 signed_in');
  });

  test('R03: the right code fails at 301 s, and the sign-in at 601 s', async () => {
    const { visitor, code } = await atCode();
    const sessions = await sessionsOf(system);
    await system.pass(301);
    expect(await answer(visitor, code)).toBe('401 code_expired');
    await system.pass(300);
    expect(await answer(visitor, code)).toBe(GONE);
    expect(await outcomeOf(visitor.post('/2fa/code', {}))).toBe(GONE);
    expect(await sessionsOf(system)).toEqual(sessions);
  });
});

describe('a code of another purpose, sign-in or person', () => {
  test('R04: bob’s code in alice’s sign-in is refused and charged to alice', async () => {
    const bob = await atCode('bob');
    const alice = await atCode('alice');
    expect(alice.code).not.toBe(bob.code);
    expect(await answer(alice.visitor, bob.code)).toBe(WRONG);
    expect(await codeStateOf(alice.visitor)).toMatchObject({ attemptsLeft: 4 });
    expect(await codeStateOf(bob.visitor)).toMatchObject({ attemptsLeft: 5 });
    expect(await countedFailures(system)).toBe(1);
  });

  test('R04: the code of an enrolment is refused at sign-in, that of a sign-in at step-up, and that of one sign-in in another', async () => {
    const { phone } = PEOPLE.alice;
    const first = visitorAt(system, 0);
    await logIn(first, 'alice');
    await first.post('/2fa/phone', { phone });
    const ofEnrolment = system.twilio.lastCode(phone);
    const session = visitorAt(system, 1);
    await enrol(system, session, 'alice');
    const one = visitorAt(system, 0);
    const ofSignIn = await awaitCode(system, one, 'alice');
    expect(await answer(one, ofEnrolment)).toBe(WRONG);
    const two = visitorAt(system, 1);
    await awaitCode(system, two, 'alice');
    expect(await answer(two, ofSignIn)).toBe(WRONG);
    expect(await outcomeOf(session.post('/2fa/step-up'))).toBe('202 code_required');
    const ofStepUp = system.twilio.lastCode(phone);
    expect(await answer(session, ofSignIn)).toBe(WRONG);
    expect(await answer(one, ofStepUp)).toBe(WRONG);
    expect(await countedFailures(system)).toBe(4);
  });

  test('R04: who can write to Redis gains nothing by putting a record under the name of another sign-in', async () => {
    const alice = await atCode('alice');
    const [signIn = '', code = ''] = [...(await keysOfKind(system, 'sign-in')), ...(await keysOfKind(system, 'code'))];
    const bob = await atCode('bob');
    for (const key of [signIn, code]) {
      const kind = key === code ? 'code' : 'sign-in';
      const [target = ''] = (await keysOfKind(system, kind)).filter((other) => other !== key);
      await system.keys.copy(key, target, 'REPLACE');
    }
    const sessions = await sessionsOf(system);
    expect(await answer(bob.visitor, alice.code)).toMatch(/^401 (code_wrong|sign_in_expired)$/);
    expect(await sessionsOf(system)).toEqual(sessions);
  });

  test('R05: a resend kills the old code at once, says so to its holder only, and charges it', async () => {
    const { visitor, code: old } = await atCode();
    await system.pass(30);
    await visitor.post('/2fa/code', {});
    const fresh = system.twilio.lastCode();
    expect(await answer(visitor, old)).toBe('401 code_superseded');
    expect(await codeStateOf(visitor)).toMatchObject({ attemptsLeft: 4 });
    const other = visitorAt(system, 0);
    await awaitCode(system, other, 'alice');
    expect(await answer(other, old)).toBe(WRONG);
    expect(await answer(visitor, fresh)).toBe('200 signed_in');
    expect(await countedFailures(system)).toBe(2);
  });

  test('R05, R10: five answers with the old code destroy the sign-in', async () => {
    const { visitor, code: old } = await atCode();
    await system.pass(30);
    await visitor.post('/2fa/code', {});
    const outcomes: string[] = [];
    for (let i = 0; i < 6; i += 1) outcomes.push(await answer(visitor, old));
    expect(outcomes).toEqual([...Array(4).fill('401 code_superseded'), SPENT, GONE]);
    expect(await answer(visitor, system.twilio.lastCode())).toBe(GONE);
  });

  test('R05: neither a resend nor a wrong code lengthens a sign-in, and no code outlives it', async () => {
    const { visitor, code } = await atCode();
    const left = async (kind: string) => system.keys.pttl((await keysOfKind(system, kind))[0] ?? '');
    const lives = [await left('sign-in')];
    expect(lives[0]).toBeLessThanOrEqual(600_000);
    await system.pass(100);
    for (const step of [() => guess(system, visitor, code, 1), () => visitor.post('/2fa/code', {})]) {
      await step();
      lives.push(await left('sign-in'));
    }
    await system.pass(400);
    await visitor.post('/2fa/code', {});
    lives.push(await left('sign-in'));
    expect(lives).toEqual([...lives].sort((a, b) => b - a));
    expect(lives.at(-1)).toBeLessThanOrEqual(100_000);
    expect(await left('code')).toBeLessThanOrEqual(lives.at(-1) ?? 0);
    expect(await left('cooldown')).toBeLessThanOrEqual(lives.at(-1) ?? 0);
  });
});

describe('what is no code', () => {
  test('R07, R18: is 400 in every shape, JSON or form, and neither evaluated nor charged', async () => {
    const { visitor, code } = await atCode();
    const sessions = await sessionsOf(system);
    const all = Object.entries(malformedAnswers(code));
    expect(all.length).toBeGreaterThanOrEqual(40);
    const outcomes: [string, string][] = [];
    for (const [name, [type, body]] of all) {
      const sent = visitor.post('/2fa/verify', body, { headers: { 'content-type': type } });
      outcomes.push([name, await outcomeOf(sent)]);
    }
    expect(outcomes).toEqual(all.map(([name]) => [name, '400 bad_request']));
    expect(await countedFailures(system)).toBe(0);
    expect(await codeStateOf(visitor)).toMatchObject({ attemptsLeft: 5 });
    expect(await sessionsOf(system)).toEqual(sessions);
    expect(await answer(visitor, code)).toBe('200 signed_in');
  });

  test('R18: a key twice is 400 under every spelling of the path that is served', async () => {
    const { visitor, code } = await atCode();
    const cookie = [...visitor.jar].map((pair) => pair.join('=')).join('; ');
    const { origin } = new URL(system.console.url);
    const headers = { cookie, accept: 'application/json', 'content-type': 'application/json' };
    const body = `{"code":"000000","code":"${code}"}`;
    const plain = ['/2fa/verify/', '/2FA/verify', '/2fa/VERIFY?x=1', '/2fa/verify#x', '/2fa\\verify#x'];
    for (const path of [
      ...plain,
      `${origin}/2fa/verify`,
      'http://evil.example/2fa\\verify',
      'HTTP://x:1/2FA/verify/',
    ]) {
      const { status } = await rawRequest(system.console.url, { method: 'POST', path, headers, body });
      expect([path, status]).toEqual([path, 400]);
    }
    expect(await codeStateOf(visitor)).toMatchObject({ attemptsLeft: 5 });
  });

  test.each(TYPED_ANSWERS)('R18, R82: on the page, %s is read as the code that it is, once', async (_, written) => {
    const { visitor, code } = await atCode();
    const page = { accept: 'html', bodyFormat: 'form' } as const;
    const wrong = await visitor.post('/2fa/verify', { code: written(otherThan(code)) }, page);
    expect(wrong.status).toBe(401);
    expect(await codeStateOf(visitor)).toMatchObject({ attemptsLeft: 4 });
    const right = await visitor.post('/2fa/verify', { code: written(code) }, page);
    expect([right.status, right.headers.get('location')]).toEqual([303, '/']);
  });
});
