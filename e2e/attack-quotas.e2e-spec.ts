import type { Visitor } from '@countersign/support';
import { twilioAnswers } from '@countersign/twilio/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { countedSends, inParallel, outcomeOf, tally, twinAt, visitorAt } from './harness/attack.js';
import { awaitCode, logIn, PEOPLE, type Person } from './harness/people.js';
import { type System, startSystem } from './harness/system.js';

const SENT = '202 code_required';
const FULL = '429 too_many_codes';
const SHARED = PEOPLE.alice.phone;
const EVERYBODY: readonly Person[] = ['alice', 'bob', 'carol'];
const HOUR = 3_600;

let system: System;
beforeAll(async () => {
  system = await startSystem(2);
}, 120_000);
afterAll(() => system?.[Symbol.asyncDispose]());
beforeEach(() => system.forget());

/** Somebody new each time: another process, another jar, another address by the headers that clients can write. */
function somebody(turn: number): Visitor {
  const address = `203.0.113.${turn}`;
  return visitorAt(system, turn, { headers: { 'x-forwarded-for': address, 'x-real-ip': address } });
}

/** All register one number. Nothing of that is counted any more, and the outbox is empty. */
async function shareANumber(): Promise<void> {
  for (const person of EVERYBODY) {
    const visitor = somebody(0);
    await logIn(visitor, person);
    expect(await outcomeOf(visitor.post('/2fa/phone', { phone: SHARED }))).toBe(SENT);
    expect(await outcomeOf(visitor.post('/2fa/verify', { code: system.twilio.lastCode(SHARED) }))).toBe(
      '200 signed_in',
    );
  }
  await system.forgetSends();
  system.twilio.reset();
}

/** Logs in; tells whether a code went with it, and the visitor who waits for one. */
async function logsIn(person: Person, turn: number): Promise<{ visitor: Visitor; sent: boolean }> {
  const visitor = somebody(turn);
  const answer = await logIn(visitor, person);
  expect(answer.status).toBe(202);
  return { visitor, sent: ((await answer.json()) as { code: unknown }).code !== null };
}

/** Asks for a code; beyond a quota the wait is in the body and in the header alike, and within these seconds. */
async function expectFull(asking: Promise<Response>, most: number): Promise<void> {
  const answer = await asking;
  const { retryAfterSeconds = 0 } = (await answer.clone().json()) as { retryAfterSeconds?: number };
  expect(await outcomeOf(answer)).toBe(FULL);
  expect(answer.headers.get('retry-after')).toBe(String(retryAfterSeconds));
  expect([retryAfterSeconds > most - 60, retryAfterSeconds <= most]).toEqual([true, true]);
}

/** As if so many had been sent in the last hour. */
async function count(counter: string, sends: number, seconds = HOUR): Promise<void> {
  await system.keys.set(`cs:${counter}`, sends, 'PX', seconds * 1_000);
}

describe('how many texts', () => {
  test('R24: a subject gets five an hour; new sign-ins, browsers and addresses do not help', async () => {
    await shareANumber();
    const sent: boolean[] = [];
    for (let turn = 0; turn < 6; turn += 1) sent.push((await logsIn('alice', turn)).sent);
    expect(sent).toEqual([true, true, true, true, true, false]);
    const { visitor } = await logsIn('alice', 7);
    await expectFull(visitor.post('/2fa/code', {}), HOUR);
    const page = await (await visitor.get('/2fa', { accept: 'html' })).text();
    expect(page).toContain('as many as may be sent for now have gone out');
    expect(system.twilio.requests).toHaveLength(5);
    await system.pass(HOUR);
    expect((await logsIn('alice', 8)).sent).toBe(true);
  });

  test('R24: three who share a number share its ten an hour', async () => {
    await shareANumber();
    const sent: boolean[] = [];
    for (let turn = 0; turn < 12; turn += 1) {
      sent.push((await logsIn(EVERYBODY[turn % 3] as Person, turn)).sent);
    }
    expect(sent).toEqual([...Array(10).fill(true), false, false]);
    expect(system.twilio.messages.map(({ to }) => to)).toEqual(Array(10).fill(SHARED));
  });

  test('R24: a number is enrolled with five texts an hour, whoever asks; log-ins have quotas of their own', async () => {
    const ask = async (person: Person, turn: number) => {
      const visitor = somebody(turn);
      await logIn(visitor, person);
      return visitor.post('/2fa/phone', { phone: SHARED });
    };
    for (let turn = 0; turn < 5; turn += 1)
      expect(await outcomeOf(ask(EVERYBODY[turn % 3] as Person, turn))).toBe(SENT);
    await expectFull(ask('carol', 5), HOUR);
    expect(system.twilio.requests).toHaveLength(5);
    expect(Object.keys(await countedSends(system)).filter((key) => key.startsWith('cs:{n:'))).toEqual([]);
    const other = somebody(6);
    await logIn(other, 'carol');
    expect(await outcomeOf(other.post('/2fa/phone', { phone: PEOPLE.carol.phone }))).toBe(SENT);
  });

  test('R24: an address has twenty an hour, whatever address the client claims', async () => {
    await shareANumber();
    await logsIn('alice', 0);
    const [counter = ''] = Object.keys(await countedSends(system)).filter((key) => key.startsWith('cs:{ip:'));
    await count(counter.slice(3), 19);
    system.twilio.reset();
    expect([(await logsIn('bob', 1)).sent, (await logsIn('carol', 2)).sent]).toEqual([true, false]);
    expect(system.twilio.requests).toHaveLength(1);
  });

  test.each([
    ['a dial code 50 a day', '{dial:31}:sends:d', 50, 24 * HOUR],
    ['the whole installation 200 an hour', '{all}:sends:h', 200, HOUR],
    ['the whole installation 1,000 a day', '{all}:sends:d', 1_000, 24 * HOUR],
  ])('R25: %s: then no provider is asked, and a live code goes on working', async (_, counter, limit, seconds) => {
    await shareANumber();
    await count(counter, limit - 2, seconds);
    const first = await logsIn('alice', 0);
    const code = system.twilio.lastCode(SHARED);
    expect([first.sent, (await logsIn('bob', 1)).sent, (await logsIn('carol', 2)).sent]).toEqual([true, true, false]);
    await system.pass(30);
    await expectFull(first.visitor.post('/2fa/code', {}), seconds - 30);
    expect(system.twilio.requests).toHaveLength(2);
    expect(await outcomeOf(first.visitor.post('/2fa/verify', { code }))).toBe('200 signed_in');
  });
});

describe('what a text costs', () => {
  test('R28: twenty log-ins at once make as many texts as there is room for', async () => {
    await shareANumber();
    const sent = await inParallel(20, async (turn) => (await logsIn('alice', turn)).sent);
    expect(tally(sent.map(String))).toEqual({ true: 5, false: 15 });
    expect(system.twilio.requests).toHaveLength(5);
  });

  test('R28: twenty resends at once make one text, and cost one', async () => {
    await shareANumber();
    const visitor = somebody(0);
    await awaitCode(system, visitor, 'alice');
    await system.pass(30);
    const outcomes = await inParallel(20, (turn) => outcomeOf(twinAt(system, turn, visitor).post('/2fa/code', {})));
    expect(tally(outcomes)).toEqual({ [SENT]: 1, '429 resend_too_soon': 19 });
    expect(system.twilio.requests).toHaveLength(2);
    expect(new Set(Object.values(await countedSends(system)))).toEqual(new Set([2]));
  });

  test('R28: ten that the provider fails are charged: the eleventh is refused, and the provider is not asked', async () => {
    await shareANumber();
    system.twilio.respond(twilioAnswers.error(20500, 500));
    for (let turn = 0; turn < 10; turn += 1) {
      expect((await logsIn(EVERYBODY[turn % 3] as Person, turn)).sent).toBe(true);
    }
    const tried = system.twilio.requests.length;
    const { visitor, sent } = await logsIn('bob', 10);
    expect(sent).toBe(false);
    await expectFull(visitor.post('/2fa/code', {}), HOUR);
    // Each process leaves a provider alone that has failed five times.
    expect([tried, system.twilio.requests.length]).toEqual([10, 10]);
  });
});
