import type { Visitor } from '@countersign/support';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { inParallel, outcomeOf, sessionsOf, twinAt, visitorAt } from './harness/attack.js';
import { awaitCode, enrol, logIn, PEOPLE } from './harness/people.js';
import { rawRequest } from './harness/raw-request.js';
import { spellingsOf, VERBS } from './harness/spellings.js';
import { type System, startSystem } from './harness/system.js';
import { until } from './harness/until.js';

/** Every route behind the second step. */
const SHUT = [
  ...['GET /', 'GET /products', 'GET /api/products', 'GET /administrators', 'GET /api/me'],
  ...['GET /administrators/security', 'PUT /administrators/security', 'POST /administrators/security'],
  'POST /administrators/security/from',
  ...['GET /administrators/activity', 'GET /administrators/activity.csv', 'GET /administrators/activity.jsonl'],
  ...['GET /administrators/:id/second-factor', 'GET /administrators/:id/password', 'POST /administrators/:id/password'],
  ...['GET /password', 'POST /password'],
];
/** Every other one: the log-in, the log-out, the second step itself, and what holds nothing. */
const OPEN = [
  ...['GET /login', 'POST /login', 'POST /logout', 'GET /inbox', 'GET /healthz', 'GET /readyz'],
  ...[
    'GET /2fa',
    'POST /2fa/phone',
    'POST /2fa/totp',
    'POST /2fa/code',
    'POST /2fa/verify',
    'POST /2fa/step-up',
    'POST /2fa/cancel',
  ],
  ...['GET /2fa/continue', 'GET /2fa/not-me', 'POST /2fa/not-me'],
  ...['GET /2fa/admin/report', 'POST /2fa/admin/subjects/:id/unlock', 'POST /2fa/admin/subjects/:id/reset'],
  ...['POST /2fa/admin/subjects/:id/bypass-code', 'POST /2fa/admin/subjects/:id/bypass-code/approve'],
  ...[
    'GET /2fa/factors',
    'POST /2fa/factors/phone',
    'POST /2fa/factors/totp',
    'POST /2fa/factors/passkey',
    'POST /2fa/recovery-codes',
    'POST /2fa/factors/:id/confirm',
  ],
  ...['DELETE /2fa/factors/:id', 'POST /2fa/factors/:id/remove', 'POST /2fa/factors/:id'],
  ...['POST /2fa/passkey', 'POST /2fa/:provider/status', 'GET /2fa/assets/:name'],
  ...['GET /2fa/devices', 'DELETE /2fa/devices/:id', 'POST /2fa/devices/:id/revoke'],
];
const PATHS = [...new Set(SHUT.map((route) => route.replace(/^\w+ /, '')))];
/** Those that are pages. */
const PAGES = PATHS.filter((path) => SHUT.includes(`GET ${path}`));

let system: System;
beforeAll(async () => {
  system = await startSystem(2);
}, 120_000);
afterAll(() => system?.[Symbol.asyncDispose]());
beforeEach(() => system.forget());

/** Who is between the two steps: with a code to enter, or a phone to register first. */
const PENDING: [string, () => Promise<Visitor>][] = [
  [
    'a code is awaited',
    async () => {
      await enrol(system, visitorAt(system, 0), 'alice');
      const visitor = visitorAt(system, 0);
      await awaitCode(system, visitor, 'alice');
      return visitor;
    },
  ],
  [
    'a phone must be registered',
    async () => {
      const visitor = visitorAt(system, 0);
      await logIn(visitor, 'alice');
      return visitor;
    },
  ],
];

function cookieOf(visitor: Visitor): string {
  return [...visitor.jar].map((pair) => pair.join('=')).join('; ');
}

/** Asks for a path in every spelling and with every verb, eight at a time. */
async function sweep(path: string, headers: Record<string, string>): Promise<[string, number, string][]> {
  const requests = spellingsOf(path).flatMap((spelling) => VERBS.map((verb) => [verb, spelling] as const));
  const found: [string, number, string][] = [];
  while (requests.length > 0) {
    const some = requests.splice(0, 8);
    const answers = await inParallel(some.length, async (turn) => {
      const [method, spelling] = some[turn] ?? ['GET', path];
      const { status, body } = await rawRequest(system.console.url, { method, path: spelling, headers });
      return [`${method} ${spelling}`, status, body] satisfies [string, number, string];
    });
    found.push(...answers);
  }
  return found;
}

test('R42: the start tells of every route, which is shut and which is open', () => {
  for (const { app } of system.consoles) {
    const output = app.output();
    expect(output).toContain(`${SHUT.length} of ${SHUT.length + OPEN.length} routes need the second step`);
    const listed = /Open to a half-logged-in visitor: (.*)/.exec(output)?.[1]?.trim().split(', ');
    expect(listed?.sort()).toEqual([...OPEN].sort());
  }
});

test('R42: behind both steps every page of the list is there', async () => {
  const visitor = visitorAt(system, 0);
  await enrol(system, visitor, 'alice');
  // Behind the one with an id is nobody of that id.
  for (const path of PAGES) {
    expect([path, (await visitor.get(path)).status]).toEqual([path, path.includes(':') ? 404 : 200]);
  }
  expect(await outcomeOf(visitor.request('PUT', '/administrators/security', { enabled: true }))).toBe('200');
});

describe.each(PENDING)('R42, R73: while %s', (_, pending) => {
  test.each(PATHS)('R42: %s is shut, with every verb and in every spelling', async (path) => {
    const headers = { cookie: cookieOf(await pending()), accept: 'application/json' };
    const all = await sweep(path, headers);
    expect(all.length).toBeGreaterThan(200);
    const reached = all.filter(
      ([request, status]) => !request.startsWith('OPTIONS') && ![401, 403, 404].includes(status),
    );
    expect(reached).toEqual([]);
    // What verbs there are is no secret; nothing else is told.
    const told = all.filter(([request, status]) => request.startsWith('OPTIONS') && status === 200);
    for (const [, , body] of told) expect(body).toMatch(/^[A-Z, ]*$/);
    expect(await system.sql("SELECT value FROM setting WHERE key = 'second_factor'")).toEqual([{ value: 'required' }]);
  });

  test('R42: a browser that asks for a page is sent to log in, and shown nothing of it', async () => {
    const visitor = await pending();
    for (const path of PAGES) {
      const answer = await visitor.get(path, { accept: 'html' });
      expect([path, answer.status, await answer.text()]).toEqual([
        path,
        303,
        expect.not.stringMatching(/Martin|KB-1001/),
      ]);
      expect(answer.headers.get('location')).toMatch(/^\/login/);
    }
  });

  test('R43: no cookie or token of the password step opens anything, alone or with the others', async () => {
    const visitor = await pending();
    expect([...visitor.jar.keys()]).toEqual(['countersign']);
    const bearer = await visitorAt(system, 0, { headers: { prefer: 'countersign=bearer' } });
    const { token } = (await (await logIn(bearer, 'alice')).json()) as { token: string };
    expect([bearer.setCookies, token]).toEqual([[], expect.stringMatching(/^[\w-]{16}\.[\w-]{32}$/)]);
    const values = [...visitor.setCookies.map((line) => /=([^;]*)/.exec(line)?.[1] ?? ''), token];
    for (const value of values) {
      for (const name of [
        'session',
        '__Host-session',
        'countersign',
        '__Host-countersign',
        'connect.sid',
        'remember_me',
      ]) {
        const thief = visitorAt(system, 1);
        thief.jar.set(name, value);
        expect([name, await outcomeOf(thief.get('/api/me'))]).toEqual([name, '401']);
      }
      const all = twinAt(system, 1, visitor, { headers: { authorization: `Bearer ${value}` } });
      all.jar.set('session', value);
      expect(await outcomeOf(all.get('/api/me'))).toBe('401');
    }
  });
});

test('R43, R45: the password step leaves no session in the store, nor does an answer with a wrong code', async () => {
  const visitor = visitorAt(system, 0);
  await logIn(visitor, 'alice');
  await visitor.post('/2fa/phone', { phone: PEOPLE.alice.phone });
  await visitor.post('/2fa/verify', { code: '000000' });
  await visitor.get('/');
  expect(await sessionsOf(system)).toEqual([]);
});

/** What a general profile API would take. */
const PROFILE = {
  ...{ phone: null, factors: [], recoveryCodes: [], twoFactor: null, twoFactorEnabled: false, mfa: false },
  ...{ secondFactor: 'off', totp: null, passkeys: [], epoch: 0, countersign: null },
};

test('R37: no route of the host or of ours reads or writes a factor by such fields, by whatever verb', async () => {
  const alice = visitorAt(system, 0);
  await enrol(system, alice, 'alice');
  const kept = () =>
    Promise.all(['factor', 'subject'].map((table) => system.sql(`SELECT * FROM countersign_${table}`)));
  const before = await kept();
  const [[factor] = [], [subject] = []] = before;
  const paths = [...new Set([...SHUT, ...OPEN].map((route) => route.replace(/^\w+ /, '')))].map((path) =>
    path.replace(':id', String(path.startsWith('/administrators') ? subject?.subject : factor?.id)),
  );
  const requests = paths.flatMap((path) => ['POST', 'PUT', 'PATCH', 'DELETE'].map((verb) => [verb, path] as const));
  const asked = requests.filter(([verb, path]) => verb !== 'POST' || path !== '/logout');
  const answers = await inParallel(asked.length, (turn) => {
    const [verb, path] = asked[turn] ?? ['POST', '/'];
    return alice.request(verb, path, PROFILE);
  });
  const taken = answers.filter(({ status }) => status < 300).map(({ url }) => url);
  expect([taken, await kept()]).toEqual([[], before]);
  const { sealed, lookup } = factor as { sealed: string; lookup: string };
  for (const path of paths) {
    const text = await (await alice.get(path)).text();
    for (const secret of [sealed, lookup, PEOPLE.alice.phone.slice(3)])
      expect([path, text.includes(secret)]).toEqual([path, false]);
  }
});

test('R70: when the switch is turned on, who came by password alone is challenged in both processes, and can go on', async () => {
  const [alice, bob] = [visitorAt(system, 0), visitorAt(system, 1)];
  await enrol(system, alice, 'alice');
  await enrol(system, visitorAt(system, 0), 'carol');
  const turn = (enabled: boolean) => outcomeOf(alice.request('PUT', '/administrators/security', { enabled }));
  const me = (visitor: Visitor) => outcomeOf(visitor.get('/api/me'));
  try {
    expect(await turn(false)).toBe('200');
    await until('the other process lets bob in by his password', async () => (await logIn(bob, 'bob')).status === 200);
    const [carol, carolThere] = [visitorAt(system, 0), visitorAt(system, 1)];
    expect(await Promise.all([carol, carolThere].map((visitor) => outcomeOf(logIn(visitor, 'carol'))))).toEqual(
      Array(2).fill('200 signed_in'),
    );
    expect(await Promise.all([carol, carolThere, bob].map(me))).toEqual(['200', '200', '200']);
    expect(await turn(true)).toBe('200');
    expect(await me(carol)).toBe('401 second_factor_required');
    await until('so do the others’', async () => (await me(bob)) === '401 second_factor_required', 5_000);
    expect(await Promise.all([carolThere, alice].map(me))).toEqual(['401 second_factor_required', '200']);
    system.twilio.reset();
    expect(await outcomeOf(carolThere.post('/2fa/code', {}))).toBe('202 code_required');
    expect(system.twilio.messages.map(({ to }) => to)).toEqual([PEOPLE.carol.phone]);
    expect(await outcomeOf(carolThere.post('/2fa/verify', { code: system.twilio.lastCode() }))).toBe('200 signed_in');
    expect(await outcomeOf(bob.post('/2fa/phone', { phone: PEOPLE.bob.phone }))).toBe('202 code_required');
    expect(await outcomeOf(bob.post('/2fa/verify', { code: system.twilio.lastCode() }))).toBe('200 signed_in');
    expect(await Promise.all([carolThere, bob, carol].map(me))).toEqual(['200', '200', '401 second_factor_required']);
  } finally {
    await system.sql("UPDATE setting SET value = 'required'");
  }
});
