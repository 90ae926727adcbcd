import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import {
  countedFailures,
  countedSends,
  DAY,
  guess,
  keysButSends,
  keysOfKind,
  outcomeOf,
  sessionsOf,
  twinAt,
  visitorAt,
  wrongCodes,
} from './harness/attack.js';
import { timed } from './harness/median.js';
import { awaitCode, enrol, logIn, otherThan, PEOPLE, type Person } from './harness/people.js';
import { type System, startSystem } from './harness/system.js';

const LOCKED = '429 second_factor_locked';
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

test('R10: five wrong codes destroy the sign-in, whatever address they claim to come from', async () => {
  const { visitor, code } = await atCode();
  const sessions = await sessionsOf(system);
  const outcomes: string[] = [];
  for (let i = 0; i < 5; i += 1) {
    const thief = twinAt(system, i, visitor, { headers: { 'x-forwarded-for': `203.0.113.${i}` } });
    outcomes.push(...(await guess(system, thief, code, 1)));
  }
  expect(outcomes).toEqual([WRONG, WRONG, WRONG, WRONG, SPENT]);
  expect([await keysOfKind(system, 'sign-in'), await keysOfKind(system, 'code')]).toEqual([[], []]);
  expect(await answer(visitor, code)).toBe(GONE);
  expect(await sessionsOf(system)).toEqual(sessions);
});

test('R11: a resend, a new sign-in and a new browser forget no failure: at ten the subject is locked', async () => {
  const { visitor, code } = await atCode();
  await guess(system, visitor, code, 2);
  await system.pass(30);
  await visitor.post('/2fa/code', {});
  expect(await guess(system, visitor, system.twilio.lastCode(), 2)).toEqual([WRONG, WRONG]);
  for (const turn of [0, 1]) {
    const other = visitorAt(system, turn, { headers: { 'x-forwarded-for': `203.0.113.${turn}` } });
    await guess(system, other, await awaitCode(system, other, 'alice'), 2);
  }
  await system.forgetSends();
  const last = visitorAt(system, 0);
  const right = await awaitCode(system, last, 'alice');
  expect(await guess(system, last, right, 2)).toEqual([WRONG, WRONG]);
  const refused = await last.post('/2fa/verify', { code: right });
  const body = (await refused.clone().json()) as { retryAfterSeconds: number };
  expect(await outcomeOf(refused)).toBe(LOCKED);
  expect(body.retryAfterSeconds).toBeGreaterThan(DAY - 300);
  expect(body.retryAfterSeconds).toBeLessThanOrEqual(DAY);
  expect(refused.headers.get('retry-after')).toBe(String(body.retryAfterSeconds));
  // Refused, not used: when the lock is gone the same code signs in.
  await system.keys.del(await keysOfKind(system, 'failures'));
  expect(await answer(last, right)).toBe('200 signed_in');
});

test('R12, R15: a success clears nothing: six wrong, one right, four wrong lock', async () => {
  const { visitor, code } = await atCode();
  await guess(system, visitor, code, 3);
  const other = visitorAt(system, 0);
  const right = await awaitCode(system, other, 'alice');
  await guess(system, other, right, 3);
  expect(await answer(other, right)).toBe('200 signed_in');
  expect(await countedFailures(system)).toBe(6);
  const last = visitorAt(system, 1);
  await guess(system, last, await awaitCode(system, last, 'alice'), 4);
  expect(await outcomeOf(logIn(visitorAt(system, 1), 'alice'))).toBe(LOCKED);
  await system.pass(DAY);
  expect(await outcomeOf(logIn(visitorAt(system, 1), 'alice'))).toBe('202 second_factor_required');
});

test('R12: after the fifth failure the right code waits its 30 s, at every process, and is then still good', async () => {
  const { visitor, code } = await atCode();
  const thief = visitorAt(system, 0);
  const wrong = wrongCodes(await awaitCode(system, thief, 'alice'), 5);
  for (const each of wrong) await answer(thief, each);
  for (const turn of [0, 1]) {
    const refused = await twinAt(system, turn, visitor).post('/2fa/verify', { code });
    expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(30);
    expect(await outcomeOf(refused)).toBe(LOCKED);
  }
  expect(await countedFailures(system)).toBe(5);
  await system.pass(31);
  expect(await answer(visitor, code)).toBe('200 signed_in');
});

test('R13, R84: 25 wrong codes in 30 days end the sessions and lock until the password is another one, whatever Redis forgets', async () => {
  const session = visitorAt(system, 0);
  await enrol(system, session, 'alice');
  expect(await outcomeOf(session.get('/api/me'))).toBe('200');
  const ofAlice = "SELECT id::text, current_date - 3, 20 FROM administrator WHERE name LIKE 'Alice%'";
  await system.sql(`INSERT INTO countersign_failure (subject, day, failures) ${ofAlice}`);
  const visitor = visitorAt(system, 1);
  expect(await guess(system, visitor, await awaitCode(system, visitor, 'alice'), 4)).toEqual(Array(4).fill(WRONG));
  await system.keys.del(await system.keys.keys('cs:*'));
  const [last, live] = [visitorAt(system, 0), visitorAt(system, 1)];
  const code = await awaitCode(system, last, 'alice');
  const right = await awaitCode(system, live, 'alice');
  expect(await guess(system, last, code, 1)).toEqual([LOCKED]);
  expect(await answer(live, right)).toBe(LOCKED);
  expect(await Promise.all([0, 1].map((turn) => outcomeOf(logIn(visitorAt(system, turn), 'alice'))))).toEqual([
    LOCKED,
    LOCKED,
  ]);
  expect(await outcomeOf(twinAt(system, 1, session).get('/api/me'))).toMatch(/^401/);
  // What only an administrator can do from within the console: the password of somebody else is another one.
  const hashOf = (from: string) => `(SELECT password_hash FROM administrator WHERE email = '${from}')`;
  const [kept] = await system.sql(`SELECT ${hashOf(PEOPLE.alice.username)} AS hash`);
  const change = 'UPDATE administrator SET password_hash = ';
  await system.sql(`${change} ${hashOf(PEOPLE.bob.username)} WHERE email = $1`, [PEOPLE.alice.username]);
  const { username } = PEOPLE.alice;
  const replaced = await visitorAt(system, 1).post('/login', { username, password: PEOPLE.bob.password });
  await system.sql(`${change} $1 WHERE email = $2`, [kept?.hash, username]);
  expect(await outcomeOf(replaced)).toBe('202 second_factor_required');
  expect(await system.sql('SELECT suspected_until FROM countersign_subject')).toEqual([{ suspected_until: null }]);
});

test('R16: a lock that comes between send and verify refuses the right code', async () => {
  const { visitor, code } = await atCode();
  for (const turn of [0, 1]) {
    const thief = visitorAt(system, turn);
    await guess(system, thief, await awaitCode(system, thief, 'alice'), 5);
  }
  expect(await answer(visitor, code)).toBe(LOCKED);
  await system.pass(30);
  expect(await outcomeOf(visitor.post('/2fa/code', {}))).toBe(LOCKED);
  expect(await answer(visitor, code)).toBe(LOCKED);
});

test('R16: wrong codes of an enrolment, a step-up and a sign-in share one count, and lock all three', async () => {
  const { phone } = PEOPLE.alice;
  const enrolling = visitorAt(system, 0);
  await logIn(enrolling, 'alice');
  await enrolling.post('/2fa/phone', { phone });
  expect(await guess(system, enrolling, system.twilio.lastCode(PEOPLE.alice.phone), 4)).toEqual(Array(4).fill(WRONG));
  const session = visitorAt(system, 1);
  await enrol(system, session, 'alice');
  await session.post('/2fa/step-up');
  const ofStepUp = system.twilio.lastCode(PEOPLE.alice.phone);
  expect(await guess(system, session, ofStepUp, 3)).toEqual(Array(3).fill(WRONG));
  const signingIn = visitorAt(system, 0);
  const code = await awaitCode(system, signingIn, 'alice');
  expect(await guess(system, signingIn, code, 3)).toEqual(Array(3).fill(WRONG));
  expect([await answer(signingIn, code), await answer(session, ofStepUp)]).toEqual([LOCKED, LOCKED]);
  expect(await outcomeOf(session.post('/2fa/step-up'))).toBe(LOCKED);
  expect(await outcomeOf(enrolling.post('/2fa/phone', { phone }))).toBe('403 enrolment_not_allowed');
  expect(await answer(enrolling, system.twilio.lastCode(PEOPLE.alice.phone))).toBe(LOCKED);
});

const HEADERS = ['X-Forwarded-For', 'X-Real-IP', 'Forwarded', 'True-Client-IP', 'CF-Connecting-IP', 'X-Client-IP'];
test.each(HEADERS)('R17: a new %s on each request changes no limit', async (name) => {
  await enrol(system, visitorAt(system, 0), 'alice');
  let claim = 0;
  const forged = () => {
    claim += 1;
    return { headers: { [name]: name === 'Forwarded' ? `for=198.51.100.${claim}` : `198.51.100.${claim}` } };
  };
  const outcomes: string[] = [];
  for (const times of [5, 4, 1]) {
    const visitor = visitorAt(system, claim, forged());
    const code = await awaitCode(system, visitor, 'alice');
    for (let i = 0; i < times; i += 1)
      outcomes.push(...(await guess(system, twinAt(system, i, visitor, forged()), code, 1)));
  }
  expect(outcomes).toEqual([...Array(4).fill(WRONG), SPENT, ...Array(5).fill(WRONG)]);
  expect(await outcomeOf(logIn(visitorAt(system, 0, forged()), 'alice'))).toBe(LOCKED);
});

describe('R49: what a wrong password tells', () => {
  const attempt = (username: string) => visitorAt(system, 0).post('/login', { username, password: 'wrong-password' });
  const USERS = [PEOPLE.alice.username, PEOPLE.bob.username, 'nobody@example.com'];

  test('R49: is the same for one who has enrolled, one who has not, and nobody', async () => {
    await enrol(system, visitorAt(system, 0), 'alice');
    system.twilio.reset();
    const sends = await countedSends(system);
    const faces = USERS.map(async (username) => {
      const answer = await attempt(username);
      const headers = [...answer.headers].filter(([name]) => name !== 'date');
      return JSON.stringify([answer.status, headers, await answer.text()]);
    });
    expect(new Set(await Promise.all(faces)).size).toBe(1);
    expect(await faces[0]).toContain('Wrong e-mail or password');
    expect([system.twilio.requests, await keysButSends(system), await countedSends(system)]).toEqual([[], [], sends]);
    const calls = USERS.map((username) => [username, () => attempt(username)] as const);
    const times = await timed(15, Object.fromEntries(calls));
    const fastest = Object.values(times).map((each) => Math.min(...each));
    // A hash that is skipped takes a tenth of the time. A busy machine only ever adds to it.
    expect(Math.max(...fastest) / Math.min(...fastest)).toBeLessThan(2);
  });

  test('R49: no reply of the whole way shows more of the number than its last two digits', async () => {
    await enrol(system, visitorAt(system, 0), 'alice');
    const visitor = visitorAt(system, 1);
    const texts: string[] = [];
    const read = async (answer: Promise<Response>) =>
      texts.push(JSON.stringify([...(await answer).headers]) + (await (await answer).text()));
    await read(logIn(visitor, 'alice'));
    const code = system.twilio.lastCode(PEOPLE.alice.phone);
    for (const accept of ['json', 'html'] as const) {
      await read(visitor.get('/2fa', { accept }));
      await read(visitor.post('/2fa/verify', { code: otherThan(code) }, { accept }));
      await read(visitor.post('/2fa/code', {}, { accept }));
      await read(visitor.post('/2fa/phone', { phone: '+31612345699' }, { accept }));
    }
    await read(visitor.post('/2fa/verify', { code }));
    for (const path of ['/', '/api/me', '/administrators', '/administrators/security']) await read(visitor.get(path));
    expect(texts.join()).toContain('•••• 01');
    expect(texts.join()).not.toMatch(/5601|612345/);
  });
});
