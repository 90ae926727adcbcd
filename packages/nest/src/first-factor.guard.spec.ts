import { StoreUnavailable } from '@countersign/core';
import type { Visitor } from '@countersign/support';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { FaultyStore } from './spec/faulty-store.js';
import { type Host, startHost } from './spec/host.js';
import { enrol, enterPassword, signIn, verified, visit } from './spec/walk.js';

let host: Host;
let sessions: FaultyStore;
beforeAll(async () => {
  sessions = new FaultyStore();
  host = await startHost({ sessions });
});
afterAll(() => host.app.close());
afterEach(() => {
  host.policy = 'required';
});

const login = (visitor: Visitor, username: string, password: string) => visitor.post('/login', { username, password });

const sessionCookie = (visitor: Visitor) => visitor.jar.get('connect.sid');

async function whoIs(visitor: Visitor): Promise<unknown> {
  return (await visitor.get('/whoami')).json();
}

const NOBODY = { authenticated: false, user: null, assurance: null };

describe('a wrong password', () => {
  test('gets the host’s own 401, and nothing is set, sent or opened', async () => {
    const visitor = visit(host);
    const response = await login(visitor, 'alice', 'wrong');
    expect([response.status, await response.text()]).toEqual([401, '{"message":"Unauthorized","statusCode":401}']);
    expect(visitor.setCookies).toEqual([]);
    expect(host.sender.sent).toEqual([]);
    expect(host.events.types).toEqual([]);
  });

  test('is answered alike, byte for byte, for accounts with a factor, without one, and for none (R49)', async () => {
    await enrol(host, 'bob');
    const answers = [];
    for (const name of ['alice', 'bob', 'nobody']) {
      const visitor = visit(host);
      const response = await login(visitor, name, 'wrong');
      const headers = [...response.headers].filter(([header]) => header !== 'date');
      answers.push(JSON.stringify([response.status, headers, await response.text(), visitor.setCookies]));
    }
    expect(new Set(answers).size).toBe(1);
  });

  test('leaves whoever is signed in in this browser signed in', async () => {
    const visitor = await signIn(host, visit(host), 'bob');
    expect((await login(visitor, 'bob', 'wrong')).status).toBe(401);
    expect((await visitor.get('/secret')).status).toBe(200);
  });
});

describe('a right password where no second factor is needed', () => {
  test('gets the host’s answer and a session that tells of the password alone (R68)', async () => {
    host.policy = 'off';
    const visitor = visit(host);
    const response = await login(visitor, 'alice', 'alice-password');
    expect([response.status, await response.json()]).toEqual([200, { welcome: 'alice' }]);
    expect([...visitor.jar.keys()]).toEqual(['connect.sid']);
    const subject = host.accounts.named('alice').id;
    const assurance = { subject, amr: ['pwd'], verifiedAt: null, firstFactorAt: host.clock.now(), epoch: 0 };
    expect(await whoIs(visitor)).toEqual({ authenticated: true, user: 'alice', assurance });
  });

  test('gets a session of a new id, and the one that came with the browser is dead (R45)', async () => {
    host.policy = 'off';
    const visitor = await enterPassword(host);
    const fixed = visitor.clone();
    await enterPassword(host, visitor);
    expect(sessionCookie(visitor)).not.toBe(sessionCookie(fixed));
    expect(await whoIs(fixed)).toEqual(NOBODY);
    expect((await fixed.get('/secret')).status).toBe(401);
  });
});

describe('a right password where a second factor is needed', () => {
  test('gets 202, what comes next, and nothing else', async () => {
    const visitor = visit(host);
    const response = await login(visitor, 'alice', 'alice-password');
    expect([response.status, await response.json()]).toEqual([
      202,
      {
        status: 'second_factor_required',
        purpose: 'enrol',
        methods: ['sms', 'totp', 'passkey'],
        method: null,
        notices: ['sms_restricted'],
        phone: null,
        code: null,
        next: '/2fa',
      },
    ]);
  });

  test('with a phone registered: the code is sent at once, and 202 tells about it', async () => {
    await enrol(host, 'bob');
    const sent = host.sender.sent.length;
    const response = await login(visit(host), 'bob', 'bob-password');
    const { reference, to } = host.sender.last;
    expect([host.sender.sent.length - sent, to]).toEqual([1, '+31687654317']);
    expect([response.status, await response.json()]).toEqual([
      202,
      {
        status: 'second_factor_required',
        purpose: 'sign-in',
        methods: ['sms'],
        method: 'sms',
        phone: '•••• 17',
        code: {
          sentAt: new Date(host.clock.now()).toISOString(),
          expiresInSeconds: 300,
          resendInSeconds: 30,
          length: 6,
          attemptsLeft: 5,
          sendsLeft: 2,
          reference,
          channel: 'sms',
          delivery: 'accepted',
          failure: null,
          answerInSeconds: 0,
        },
        next: '/2fa',
      },
    ]);
  });

  test('sends a browser to the second step', async () => {
    const browser = visit(host, { accept: 'html', bodyFormat: 'form' });
    const response = await login(browser, 'alice', 'alice-password');
    expect([response.status, response.headers.get('location'), await response.text()]).toEqual([303, '/2fa', '']);
  });

  test('sets the cookie of the pending sign-in and no other; no session is kept (R43)', async () => {
    const kept = sessions.ids();
    const visitor = await enterPassword(host);
    expect(visitor.setCookies).toEqual([expect.stringMatching(/^countersign=/)]);
    expect(sessions.ids()).toEqual(kept);
  });

  test('opens nothing: what it set authenticates nowhere, alone or together, in any carrier (R43)', async () => {
    const visitor = await enterPassword(host);
    const [token = ''] = visitor.jar.values();
    for (const cookies of [
      { countersign: token },
      { 'connect.sid': token },
      { countersign: token, 'connect.sid': token },
    ]) {
      const thief = visit(host);
      for (const [name, value] of Object.entries(cookies)) thief.jar.set(name, value);
      expect((await thief.get('/secret')).status).toBe(401);
    }
    const bearer = visit(host, { headers: { authorization: `Bearer ${token}` } });
    expect((await bearer.get('/secret')).status).toBe(401);
  });

  test('is nobody to the host while it is pending (R44)', async () => {
    const visitor = await enterPassword(host);
    expect(await whoIs(visitor)).toEqual(NOBODY);
    await visitor.post('/2fa/phone', { phone: '+31612345642' });
    expect(await whoIs(visitor)).toEqual(NOBODY);
  });

  test('gives ids that differ at the password and at the code, and each old one is dead (R45)', async () => {
    host.policy = 'off';
    const visitor = await enterPassword(host, visit(host), 'bob');
    host.policy = 'required';
    const fixed = visitor.clone();
    const before = visitor.setCookies.length;
    await login(visitor, 'bob', 'bob-password');
    expect(visitor.setCookies.slice(before)).toEqual([expect.stringMatching(/^countersign=/)]);
    expect(await whoIs(fixed)).toEqual(NOBODY);
    const pending = visitor.clone();
    await verified(host, visitor);
    expect(sessionCookie(visitor)).not.toBe(sessionCookie(fixed));
    for (const old of [fixed, pending]) expect((await old.get('/secret')).status).toBe(401);
    expect((await visitor.get('/secret')).status).toBe(200);
  });

  test('ends the session of whoever was signed in in this browser before', async () => {
    await enrol(host, 'bob');
    const visitor = await signIn(host, visit(host), 'bob');
    const before = visitor.clone();
    await login(visitor, 'alice', 'alice-password');
    for (const each of [visitor, before]) expect(await whoIs(each)).toEqual(NOBODY);
  });
});

describe('the pending sign-in belongs to its browser (R44)', () => {
  test('another browser’s cookie with this one’s code is refused, and charged', async () => {
    await enrol(host, 'bob');
    const bob = await enterPassword(host, visit(host), 'bob');
    const { code } = host.sender.last;
    const alice = await enterPassword(host);
    await alice.post('/2fa/phone', { phone: '+31612345642' });
    const response = await alice.post('/2fa/verify', { code: code === host.sender.last.code ? 'same' : code });
    expect([response.status, await response.json()]).toMatchObject([401, { errorCode: 'code_wrong', attemptsLeft: 4 }]);
    expect((await bob.post('/2fa/verify', { code })).status).toBe(200);
  });

  test('the code without the cookie, or with a cookie made of what can be seen, is 401', async () => {
    await enterPassword(host, visit(host), 'bob');
    const { code, reference } = host.sender.last;
    const signInId = host.events.events.flatMap((event) => ('signIn' in event ? [event.signIn] : [])).at(-1);
    for (const value of [undefined, signInId, reference, code, host.accounts.named('bob').id]) {
      const thief = visit(host);
      if (value !== undefined) thief.jar.set('countersign', value);
      const response = await thief.post('/2fa/verify', { code });
      expect([response.status, await response.json()]).toMatchObject([401, { errorCode: 'sign_in_expired' }]);
      expect([...thief.jar.keys()]).not.toContain('connect.sid');
    }
  });

  test('it ends 600 s after the password', async () => {
    const visitor = await enterPassword(host, visit(host), 'bob');
    host.clock.advance(600_000);
    expect((await visitor.get('/2fa')).status).toBe(401);
    expect((await visitor.post('/2fa/code', {})).status).toBe(401);
  });
});

describe('when something does not answer', () => {
  test('a factor store that is down is 503, and nobody is signed in', async () => {
    const { posture } = host.factors;
    host.factors.posture = () => Promise.reject(new StoreUnavailable('timeout'));
    const visitor = visit(host);
    const response = await login(visitor, 'alice', 'alice-password');
    host.factors.posture = posture;
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '30']);
    expect(await response.json()).toMatchObject({ errorCode: 'second_factor_unavailable', retryAfterSeconds: 30 });
    expect(visitor.setCookies).toEqual([]);
  });

  test.each(['required', 'off'] as const)(
    'a session store that destroys nothing is 503 with policy %s',
    async (policy) => {
      host.policy = 'off';
      const visitor = await enterPassword(host);
      host.policy = policy;
      const cookies = visitor.setCookies.length;
      sessions.failingDestroy = true;
      const response = await login(visitor, 'alice', 'alice-password');
      sessions.failingDestroy = false;
      expect([response.status, visitor.setCookies.length]).toEqual([503, cookies]);
    },
  );

  test.each([
    ['the write that holds what was proved', [true]],
    ['every write', [true, true, true]],
  ])('a session store that fails at %s is 503, and there is no session', async (_, failingSets) => {
    host.policy = 'off';
    const visitor = visit(host);
    sessions.failingSets = [...failingSets];
    const response = await login(visitor, 'alice', 'alice-password');
    sessions.failingSets = [];
    expect([response.status, visitor.setCookies]).toEqual([503, []]);
    expect(await response.json()).toMatchObject({ errorCode: 'second_factor_unavailable' });
  });
});
