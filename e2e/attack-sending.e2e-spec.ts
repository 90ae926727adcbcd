import { twilioAnswers } from '@countersign/twilio/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import {
  codeStateOf,
  countedSends,
  inParallel,
  keysButSends,
  keysOfKind,
  outcomeOf,
  twinAt,
  visitorAt,
} from './harness/attack.js';
import { awaitCode, enrol, logIn, PEOPLE } from './harness/people.js';
import { rawRequest } from './harness/raw-request.js';
import { type System, startSystem } from './harness/system.js';

const SENT = '202 code_required';
const { phone } = PEOPLE.alice;

let system: System;
beforeAll(async () => {
  system = await startSystem(2);
}, 120_000);
afterAll(() => system?.[Symbol.asyncDispose]());
beforeEach(() => system.forget());

/** Asks for a code; with how long to wait, if that is said, in the body and in the header alike. */
async function resend(visitor: ReturnType<typeof visitorAt>): Promise<[string, number | undefined]> {
  const answer = await visitor.post('/2fa/code', {});
  const { retryAfterSeconds } = (await answer.clone().json()) as { retryAfterSeconds?: number };
  expect(answer.headers.get('retry-after')).toBe(retryAfterSeconds === undefined ? null : String(retryAfterSeconds));
  return [await outcomeOf(answer), retryAfterSeconds];
}

describe('who may have a text sent', () => {
  test('R22: nobody before the password was right', async () => {
    await enrol(system, visitorAt(system, 0), 'alice');
    system.twilio.reset();
    const sends = await countedSends(system);
    const stranger = visitorAt(system, 0);
    const { username } = PEOPLE.alice;
    expect(await outcomeOf(stranger.post('/login', { username, password: 'wrong' }))).toBe('401');
    for (const path of ['/2fa/code', '/2fa/step-up']) {
      expect(await outcomeOf(stranger.post(path))).toBe('401 sign_in_expired');
    }
    expect(await outcomeOf(stranger.post('/2fa/phone', { phone }))).toBe('401 sign_in_expired');
    expect(system.twilio.requests).toEqual([]);
    expect([await keysButSends(system), await countedSends(system)]).toEqual([[], sends]);
  });

  test('R22, R33: who has a number gets the code there, whatever number the request names', async () => {
    await enrol(system, visitorAt(system, 0), 'alice');
    const visitor = visitorAt(system, 1);
    await awaitCode(system, visitor, 'alice');
    await system.pass(30);
    system.twilio.reset();
    for (const field of ['phone', 'to', 'number', 'destination']) {
      const named = visitor.post('/2fa/code', { [field]: '+31612345699' });
      expect(await outcomeOf(named)).toBe('400 bad_request');
    }
    const elsewhere = visitor.post('/2fa/phone', { phone: '+31612345699' });
    expect(await outcomeOf(elsewhere)).toBe('403 enrolment_not_allowed');
    expect(system.twilio.requests).toEqual([]);
    expect(await outcomeOf(visitor.post('/2fa/code?phone=%2B31612345699', {}))).toBe(SENT);
    expect(system.twilio.messages.map(({ to }) => to)).toEqual([phone]);
    expect(await system.sql('SELECT last_digits FROM countersign_factor')).toEqual([{ last_digits: '01' }]);
  });

  test('R22: another’s factor cannot be named', async () => {
    await enrol(system, visitorAt(system, 0), 'bob');
    await enrol(system, visitorAt(system, 0), 'alice');
    const [row] = await system.sql("SELECT id FROM countersign_factor WHERE last_digits = '02'");
    const visitor = visitorAt(system, 1);
    await awaitCode(system, visitor, 'alice');
    await system.pass(30);
    system.twilio.reset();
    expect(await outcomeOf(visitor.post('/2fa/code', { factorId: row?.id }))).toBe('400 bad_request');
    expect(system.twilio.requests).toEqual([]);
  });
});

describe('how often', () => {
  test('R23: a resend waits 30, then 60 s, and after three texts there is none', async () => {
    await enrol(system, visitorAt(system, 0), 'alice');
    const visitor = visitorAt(system, 0);
    await awaitCode(system, visitor, 'alice');
    system.twilio.reset();
    const other = twinAt(system, 1, visitor);
    expect(await codeStateOf(other)).toMatchObject({ resendInSeconds: 30, sendsLeft: 2 });
    await system.pass(29);
    expect(await resend(other)).toEqual(['429 resend_too_soon', 1]);
    await system.pass(1);
    expect(await resend(visitor)).toEqual([SENT, undefined]);
    expect(await codeStateOf(other)).toMatchObject({ resendInSeconds: 60, sendsLeft: 1 });
    await system.pass(59);
    expect(await resend(other)).toEqual(['429 resend_too_soon', 1]);
    await system.pass(1);
    expect(await resend(visitor)).toEqual([SENT, undefined]);
    expect(await codeStateOf(other)).toMatchObject({ resendInSeconds: 120, sendsLeft: 0 });
    await system.pass(120);
    const [outcome, wait = 0] = await resend(other);
    expect(outcome).toBe('429 too_many_codes');
    // Until the sign-in ends: 600 s, of which 210 have passed.
    expect([wait > 380, wait <= 390]).toEqual([true, true]);
    expect(system.twilio.requests).toHaveLength(2);
  });

  test('R23, R28: numbers being registered share the wait and the count', async () => {
    const visitor = visitorAt(system, 0);
    await logIn(visitor, 'alice');
    const outcomes: string[] = [];
    for (const wait of [0, 0, 30, 59, 1, 120]) {
      await system.pass(wait);
      outcomes.push(await outcomeOf(visitor.post('/2fa/phone', { phone: `+3161234569${outcomes.length}` })));
    }
    const early = '429 resend_too_soon';
    expect(outcomes).toEqual([SENT, early, SENT, early, SENT, '429 too_many_codes']);
    expect(system.twilio.messages).toHaveLength(3);
  });
});

describe('where to', () => {
  const SPELLINGS: [string, string, string?][] = [
    ['international', '+31 6 12345601'],
    ['with two zeros', '0031612345601'],
    ['national', '0612345601'],
    ['national, with its country', '06-1234 5601', 'NL'],
    ['with the zero in brackets', '+31 (0)6 12345601'],
    ['in full-width digits', '＋３１６１２３４５６０１'],
    ['with tabs and no-break spaces', '\t+31\u00a06\t12345601 '],
    ['with dots', '+31.6.12.34.56.01'],
  ];

  test('R26: every spelling of a number is one number: in the text, in the database', async () => {
    const kept = new Set<unknown>();
    for (const [name, spelling, country = 'NL'] of SPELLINGS) {
      await system.forget();
      const visitor = visitorAt(system, 0);
      await logIn(visitor, 'alice');
      const sent = visitor.post('/2fa/phone', { phone: spelling, country });
      expect([name, await outcomeOf(sent)]).toEqual([name, SENT]);
      expect([name, system.twilio.requests.map(({ fields }) => fields.To)]).toEqual([name, [phone]]);
      await visitor.post('/2fa/verify', { code: system.twilio.lastCode(phone) });
      kept.add((await system.sql('SELECT lookup FROM countersign_factor'))[0]?.lookup);
    }
    expect([...kept]).toEqual([expect.stringMatching(/^[\w-]{43}$/)]);
  });

  test.each([
    ['a country off the list', '+32470123456', '422 phone_not_allowed'],
    ['a satellite', '+881612345678', '422 phone_not_allowed'],
    ['a premium number', '+31900123456', '422 phone_not_allowed'],
    ['a land line', '+31201234567', '422 phone_not_allowed'],
    ['a number that is too short', '+3161234', '422 phone_invalid'],
    ['two numbers', '+31612345601,+31612345602', '422 phone_invalid'],
    ['an extension', '+31612345601;ext=9', '422 phone_invalid'],
    ['letters', '+31612FLOWER', '422 phone_invalid'],
    ['nothing', '', '422 phone_invalid'],
    ['a channel', 'whatsapp:+31612345601', '422 phone_invalid'],
  ])('R26, R27: %s is refused before anything is sent', async (_, number, outcome) => {
    const visitor = visitorAt(system, 0);
    await logIn(visitor, 'alice');
    expect(await outcomeOf(visitor.post('/2fa/phone', { phone: number }))).toBe(outcome);
    expect(await outcomeOf(visitor.post('/2fa/phone', { phone: number, country: 'BE' }))).toMatch(/^422 /);
    expect(system.twilio.requests).toEqual([]);
    expect(await keysOfKind(system, 'code')).toEqual([]);
  });
});

describe('what is sent', () => {
  const TEXT =
    /^Management Interface: (\d{6}) is your code to (?:log in|register this phone|confirm it is you) \(([A-Z]{2})\)\. Never share it\.\n\n@localhost #\1$/;

  test('R30: the text names service, purpose and reference, on one GSM-7 segment, and ends in the bound line', async () => {
    const visitor = visitorAt(system, 0);
    await enrol(system, visitor, 'alice');
    await visitor.post('/2fa/step-up');
    await awaitCode(system, visitorAt(system, 1), 'alice');
    const bodies = system.twilio.messages.map(({ body }) => body);
    expect(bodies).toHaveLength(3);
    for (const body of bodies) {
      expect(body).toMatch(TEXT);
      expect(body.length).toBeLessThanOrEqual(160);
      expect(body).toMatch(/^[\x20-\x5f\x61-\x7e\n]+$/);
    }
  });

  test('R30: the host of a request does not reach the text, nor where anybody is sent', async () => {
    await enrol(system, visitorAt(system, 0), 'alice');
    system.twilio.reset();
    const { username, password } = PEOPLE.alice;
    const forged = { 'x-forwarded-host': 'evil.example', forwarded: 'host=evil.example', 'x-forwarded-proto': 'https' };
    const answer = await rawRequest(system.console.url, {
      method: 'POST',
      path: '/login',
      headers: { host: 'evil.example', ...forged, 'content-type': 'application/json', accept: 'text/html' },
      body: JSON.stringify({ username, password }),
    });
    expect([answer.status, answer.headers.location]).toEqual([303, '/2fa']);
    expect(system.twilio.messages.map(({ body }) => body)).toEqual([expect.stringMatching(TEXT)]);
    expect(JSON.stringify([answer, system.twilio.messages])).not.toContain('evil');
  });

  test('R30, R82: the reference of the text is the one of the page, and a resend changes both', async () => {
    await enrol(system, visitorAt(system, 0), 'alice');
    const visitor = visitorAt(system, 0);
    await awaitCode(system, visitor, 'alice');
    const shown = async () => {
      const page = await (await visitor.get('/2fa', { accept: 'html' })).text();
      return [/id="code-reference".*?<strong>([A-Z]{2})</.exec(page)?.[1], (await codeStateOf(visitor)).reference];
    };
    const first = system.twilio.lastReference();
    expect(await shown()).toEqual([first, first]);
    await system.pass(30);
    await visitor.post('/2fa/code', {});
    const second = system.twilio.lastReference();
    expect(second).not.toBe(first);
    expect(await shown()).toEqual([second, second]);
  });

  test('R31: Twilio keeps a text no longer than its code lives, and forgets it', async () => {
    await enrol(system, visitorAt(system, 0), 'alice');
    system.twilio.reset();
    const visitor = visitorAt(system, 0);
    await awaitCode(system, visitor, 'alice');
    await system.pass(500);
    const [key = ''] = await keysOfKind(system, 'sign-in');
    const left = Math.ceil((await system.keys.pttl(key)) / 1_000);
    await visitor.post('/2fa/code', {});
    const [first, second] = system.twilio.messages;
    expect(first?.validityPeriod).toBe(300);
    expect(second?.validityPeriod).toBeLessThanOrEqual(left);
    expect(second?.validityPeriod).toBeGreaterThan(left - 10);
    for (const { fields } of system.twilio.messages) {
      expect(fields).toMatchObject({ ContentRetention: 'discard', AddressRetention: 'obfuscate' });
    }
  });

  test('R32, R85: what the provider says of an error reaches nobody, and nothing else is tried', async () => {
    await enrol(system, visitorAt(system, 0), 'alice');
    const visitor = visitorAt(system, 0);
    await awaitCode(system, visitor, 'alice');
    await system.pass(30);
    system.twilio.reset();
    system.twilio.respond(twilioAnswers.error(21610, 400, `Sentinel of ${phone}`));
    const answers = await inParallel(2, async (turn) =>
      (await twinAt(system, turn, visitor).post('/2fa/code', {})).text(),
    );
    const page = await (await visitor.get('/2fa', { accept: 'html' })).text();
    expect([...answers, page].join()).not.toMatch(/Sentinel|21610|1234560|twilio/i);
    expect(system.twilio.requests).toHaveLength(1);
  });
});
