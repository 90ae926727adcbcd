import { randomBytes } from 'node:crypto';
import type { Visitor } from '@countersign/support';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { codeStateOf, countedFailures, guess, keysOfKind, outcomeOf, visitorAt } from './harness/attack.js';
import { medianOf, timed } from './harness/median.js';
import { awaitCode, enrol, logIn, otherThan, PEOPLE } from './harness/people.js';
import { type System, startSystem } from './harness/system.js';

const COOKIE = 'countersign';

let system: System;
beforeAll(async () => {
  system = await startSystem(2);
}, 120_000);
afterAll(() => system?.[Symbol.asyncDispose]());
beforeEach(() => system.forget());

/** Somebody who holds this cookie and no other. */
function holderOf(token: string | undefined, turn = 0): Visitor {
  const visitor = visitorAt(system, turn);
  if (token !== undefined) visitor.jar.set(COOKIE, token);
  return visitor;
}

function tokenOf(visitor: Visitor): string {
  return visitor.jar.get(COOKIE) ?? '';
}

function random(): string {
  return randomBytes(24).toString('base64url');
}

/** Everything that a client can tell answers apart by, but for the time. */
async function faceOf(response: Response): Promise<string> {
  const headers = [...response.headers].filter(([name]) => name !== 'date');
  return JSON.stringify([response.status, headers, await response.text()]);
}

describe('R20: a sign-in that is not there', () => {
  /** Tokens of sign-ins that are over or never were, each with the code that was right for it. */
  async function deadSignIns(): Promise<[string, string | undefined, string][]> {
    const all: [string, string | undefined, string][] = [];
    const open = async (name: string) => {
      const visitor = visitorAt(system, all.length);
      const code = await awaitCode(system, visitor, 'alice');
      all.push([name, tokenOf(visitor), code]);
      return { visitor, code };
    };
    const expired = await open('expired');
    await system.pass(601);
    expect(await outcomeOf(expired.visitor.get('/2fa'))).toBe('401 sign_in_expired');
    // Six codes are more than a subject gets in an hour.
    await system.forgetSends();
    const used = await open('used');
    await used.visitor.post('/2fa/verify', { code: used.code });
    const spent = await open('spent');
    await guess(system, spent.visitor, spent.code, 5);
    const cancelled = await open('cancelled');
    await cancelled.visitor.post('/2fa/cancel');
    const live = visitorAt(system, 0);
    const code = await awaitCode(system, live, 'alice');
    const [tag = '', secret = ''] = tokenOf(live).split('.');
    const bob = visitorAt(system, 0);
    await logIn(bob, 'bob');
    const [tagOfBob = ''] = tokenOf(bob).split('.');
    const [key = ''] = await keysOfKind(system, 'code');
    return [
      ...all,
      ['unknown, of alice', `${tag}.${random()}`, code],
      ['unknown, of nobody', `${random().slice(0, 16)}.${random()}`, code],
      ['that of alice under bob’s name', `${tagOfBob}.${secret}`, code],
      ['the name of its record', key.split(':').at(-1), code],
      ['a pattern', `${tag}.*`, code],
      ['malformed', 'x', code],
      ['empty', '', code],
      ['none', undefined, code],
    ];
  }

  test('R20, R44: has one answer, whatever became of it, on every route', async () => {
    await enrol(system, visitorAt(system, 0), 'alice');
    const dead = await deadSignIns();
    const counted = await countedFailures(system);
    const routes: [string, (visitor: Visitor, code: string) => Promise<Response>][] = [
      ['GET /2fa', (visitor) => visitor.get('/2fa')],
      ['POST /2fa/code', (visitor) => visitor.post('/2fa/code', {})],
      ['POST /2fa/phone', (visitor) => visitor.post('/2fa/phone', { phone: '+31612345699' })],
      ['POST /2fa/step-up', (visitor) => visitor.post('/2fa/step-up')],
      ['POST /2fa/verify, right', (visitor, code) => visitor.post('/2fa/verify', { code })],
      ['POST /2fa/verify, wrong', (visitor, code) => visitor.post('/2fa/verify', { code: otherThan(code) })],
    ];
    system.twilio.reset();
    for (const [route, call] of routes) {
      const faces = new Map<string, string[]>();
      for (const [name, token, code] of dead) {
        const face = await faceOf(await call(holderOf(token), code));
        faces.set(face, [...(faces.get(face) ?? []), name]);
      }
      expect([route, [...faces.values()]]).toEqual([route, [dead.map(([name]) => name)]]);
      expect([...faces.keys()][0]).toMatch(/^\[401,.*sign_in_expired/);
    }
    expect(await countedFailures(system)).toBe(counted);
    expect(system.twilio.requests).toEqual([]);
  });

  test('R20: unknown and used sign-ins are answered in the same time', async () => {
    const visitor = visitorAt(system, 0);
    await enrol(system, visitor, 'alice');
    const second = visitorAt(system, 0);
    const code = await awaitCode(system, second, 'alice');
    const used = holderOf(tokenOf(second));
    await second.post('/2fa/verify', { code });
    const [tag] = tokenOf(used).split('.');
    const times = await timed(200, {
      used: () => used.post('/2fa/verify', { code }),
      unknown: () => holderOf(`${tag}.${random()}`).post('/2fa/verify', { code }),
      foreign: () => holderOf(`${random().slice(0, 16)}.${random()}`).post('/2fa/verify', { code }),
    });
    const medians = Object.values(times).map(medianOf);
    expect(Math.max(...medians) - Math.min(...medians)).toBeLessThan(10);
  }, 60_000);

  test('R07, R20: a nearly right code is answered in the time and the words of one that is all wrong', async () => {
    await enrol(system, visitorAt(system, 0), 'alice');
    const visitor = visitorAt(system, 0);
    const code = await awaitCode(system, visitor, 'alice');
    const [key = ''] = await keysOfKind(system, 'sign-in');
    const untried = await system.keys.dumpBuffer(key);
    const bodies = new Set<string>();
    let attempts = 0;
    const attempt = (wrong: string) => async () => {
      await system.keys.restore(key, 600_000, untried, 'REPLACE');
      await system.keys.del(key.replace(/:sign-in:.*/, ':failures'));
      // Long before they are 25 in 30 days, or a hundred in a row.
      if (attempts++ % 20 === 0) await system.forgive();
      return async () => {
        const response = await visitor.post('/2fa/verify', { code: wrong });
        bodies.add(await response.text());
      };
    };
    const last = String((Number(code.slice(-1)) + 1) % 10);
    const allWrong = [...code].map((digit) => String((Number(digit) + 5) % 10)).join('');
    const times = await timed(200, {}, { near: attempt(code.slice(0, -1) + last), far: attempt(allWrong) });
    expect(bodies.size).toBe(1);
    expect(Math.abs(medianOf(times.near ?? []) - medianOf(times.far ?? []))).toBeLessThan(10);
  }, 60_000);

  test('R05, R20: wrong codes of every kind have one body in a live sign-in', async () => {
    await enrol(system, visitorAt(system, 0), 'alice');
    await enrol(system, visitorAt(system, 0), 'bob');
    const ofBob = await awaitCode(system, visitorAt(system, 0), 'bob');
    const other = visitorAt(system, 1);
    const ofOther = await awaitCode(system, other, 'alice');
    await other.post('/2fa/verify', { code: ofOther });
    const bodies = new Set<string>();
    for (const wrong of [ofBob, ofOther, '']) {
      const visitor = visitorAt(system, 0);
      const code = await awaitCode(system, visitor, 'alice');
      const answer = await visitor.post('/2fa/verify', { code: wrong || otherThan(code) });
      bodies.add((await answer.text()).replace(system.twilio.lastReference(), 'XX'));
    }
    expect([...bodies]).toEqual([
      JSON.stringify({
        ...{ statusCode: 401, errorCode: 'code_wrong', message: 'That code is not right.' },
        ...{ attemptsLeft: 4, reference: 'XX' },
      }),
    ]);
  });
});

describe('R21: nothing in a request decides its outcome', () => {
  const FORBIDDEN: Record<string, unknown> = {
    ...{ userId: '1', user: { id: '1' }, subject: '1', phone: '+31612345699', to: '+31612345699' },
    ...{ otpRequired: false, skip: true, bypass_otp: '1', trusted: true, verified: true, status: 'signed_in' },
    ...{ amr: ['mfa'], mfaAt: 1, epoch: 0, purpose: 'step-up', token: 'x', role: 'super', isAdmin: true },
  };
  const BODIES: Record<string, Record<string, unknown>> = {
    verify: { code: '000000' },
    code: {},
    phone: { phone: '+31612345601' },
    cancel: {},
    'step-up': {},
  };

  test.each(Object.keys(BODIES))('R21, R22: POST /2fa/%s refuses every field that it does not know', async (route) => {
    await enrol(system, visitorAt(system, 0), 'alice');
    const visitor = visitorAt(system, 0);
    const code = await awaitCode(system, visitor, 'alice');
    system.twilio.reset();
    const known = { ...BODIES[route], ...(route === 'verify' && { code }) };
    const fields = Object.entries(FORBIDDEN).filter(([field]) => !(field in known));
    for (const [field, value] of fields) {
      const json = visitor.post(`/2fa/${route}`, { ...known, [field]: value });
      expect([field, await outcomeOf(json)]).toEqual([field, '400 bad_request']);
      const form = visitor.post(`/2fa/${route}`, { ...known, [field]: String(value) }, { bodyFormat: 'form' });
      expect([field, await outcomeOf(form)]).toEqual([field, '400 bad_request']);
    }
    expect(system.twilio.requests).toEqual([]);
    expect(await codeStateOf(visitor)).toMatchObject({ attemptsLeft: 5 });
    expect(await outcomeOf(visitor.post('/2fa/verify', { code }))).toBe('200 signed_in');
  });

  test.each([
    ['method', 'email', 'voice', 'totp', 'recovery', '', true],
    ['trustDevice', 'yes', 1, {}],
  ])('R21, R48: %s in a verification takes only what is enrolled', async (field, ...values) => {
    await enrol(system, visitorAt(system, 0), 'alice');
    const visitor = visitorAt(system, 0);
    const code = await awaitCode(system, visitor, 'alice');
    for (const value of values) {
      expect(await outcomeOf(visitor.post('/2fa/verify', { code, [field as string]: value }))).toBe('400 bad_request');
    }
    for (const channel of ['email', 'voice', '']) {
      expect(await outcomeOf(visitor.post('/2fa/code', { channel }))).toBe('400 bad_request');
    }
    expect(await outcomeOf(visitor.post('/2fa/code', { factorId: 'not-mine' }))).toBe('400 bad_request');
  });

  test('R21, R44: an answer that was changed on its way, or a made-up session, opens nothing', async () => {
    const signedIn = visitorAt(system, 0);
    await enrol(system, signedIn, 'alice');
    const sid = decodeURIComponent(signedIn.jar.get('session') ?? '').replace(/^s:/, '');
    const id = sid.split('.')[0] ?? '';
    expect(await outcomeOf(signedIn.get('/api/me'))).toBe('200');
    const visitor = visitorAt(system, 0);
    await awaitCode(system, visitor, 'alice');
    const token = tokenOf(visitor);
    for (const forged of [id, `s:${id}`, `s:${id}.${random()}`, token, `s:${token}`, 'signed_in', '']) {
      visitor.jar.set('session', encodeURIComponent(forged));
      expect([forged, await outcomeOf(visitor.get('/api/me'))]).toEqual([forged, '401']);
    }
    const query = '?status=signed_in&otpRequired=false&mfa=1&skip=1';
    expect(await outcomeOf(visitor.get(`/api/me${query}`))).toBe('401');
  });
});

test('R71: no header, address or query skips the second step', async () => {
  const headers = {
    ...{ 'X-Debug': '1', 'X-Internal': 'true', 'X-Forwarded-For': '127.0.0.1', 'X-Real-IP': '::1' },
    ...{ 'X-Original-URL': '/healthz', 'X-Rewrite-URL': '/login', 'X-HTTP-Method-Override': 'GET' },
    ...{ 'X-Forwarded-Host': 'localhost', 'User-Agent': 'GoogleHC/1.0', 'X-2FA': 'off', 'X-User-Id': 'alice' },
  };
  const visitor = visitorAt(system, 0, { headers });
  const { username, password } = PEOPLE.alice;
  const login = visitor.post('/login?skip2fa=1&returnTo=%2F', { username, password });
  expect(await outcomeOf(login)).toBe('202 second_factor_required');
  expect(await outcomeOf(visitor.get('/api/me'))).toBe('401');
  for (const code of ['000000', '123456', '111111']) {
    expect(await outcomeOf(visitor.post('/2fa/verify', { code }))).toBe('409 code_not_requested');
  }
});
