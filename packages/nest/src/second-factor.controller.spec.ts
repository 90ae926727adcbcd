import type { Visitor } from '@countersign/support';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type Host, startHost } from './spec/host.js';
import { enterPassword, signIn, verified, visit, wrongCode } from './spec/walk.js';

let host: Host;
let pending: Visitor;
beforeAll(async () => {
  host = await startHost();
});
afterAll(() => host.app.close());
beforeEach(async () => {
  pending = await enterPassword(host, visit(host), 'bob');
});

async function told(reply: Promise<Response> | Response): Promise<[status: number, body: unknown]> {
  const response = await reply;
  const text = await response.text();
  return [response.status, text === '' ? null : JSON.parse(text)];
}

const phone = { phone: '06 87654317', country: 'nl' };

/** The state while a number is being registered and its code is on the way. */
function enrolling() {
  return {
    status: 'code_required',
    purpose: 'enrol',
    methods: ['sms', 'totp', 'passkey'],
    method: 'sms',
    notices: ['sms_restricted'],
    phone: '•••• 17',
    code: {
      sentAt: new Date(host.clock.now()).toISOString(),
      expiresInSeconds: 300,
      resendInSeconds: 30,
      length: 6,
      attemptsLeft: 5,
      sendsLeft: 2,
      reference: host.sender.last.reference,
      channel: 'sms',
      delivery: 'accepted',
      failure: null,
      answerInSeconds: 0,
    },
  };
}

const OFFERED = { methods: ['sms', 'totp', 'passkey'], notices: ['sms_restricted'] };
const REQUIRED = { status: 'enrolment_required', purpose: 'enrol', ...OFFERED, method: null, phone: null, code: null };
const EXPIRED = { statusCode: 401, errorCode: 'sign_in_expired', message: 'Your sign-in has expired. Log in again.' };

describe('GET /2fa', () => {
  test('tells where a pending sign-in stands, and sends nothing', async () => {
    const sent = host.sender.sent.length;
    expect(await told(pending.get('/2fa'))).toEqual([200, REQUIRED]);
    expect(host.sender.sent).toHaveLength(sent);
  });

  test('is 401 for who has neither a pending sign-in nor a session', async () => {
    expect(await told(visit(host).get('/2fa'))).toEqual([401, EXPIRED]);
  });

  test('tells a session that there is nothing to do', async () => {
    const visitor = await signIn(host);
    const state = { status: 'signed_in', purpose: null, methods: [], method: null, phone: null, code: null };
    expect(await told(visitor.get('/2fa'))).toEqual([200, state]);
  });
});

describe('POST /2fa/phone', () => {
  test('sends a code to the number that is being registered', async () => {
    expect(await told(pending.post('/2fa/phone', phone))).toEqual([202, enrolling()]);
    expect(host.sender.last.to).toBe('+31687654317');
    expect(await told(pending.get('/2fa'))).toEqual([200, enrolling()]);
  });

  test.each([
    ['no complete number', { phone: '12' }, 422, 'phone_invalid'],
    ['a number of a country that is not texted', { phone: '+447400123456' }, 422, 'phone_not_allowed'],
    ['a country that is not texted', { phone: '07400 123456', country: 'GB' }, 422, 'phone_not_allowed'],
  ])('refuses %s', async (_, body, status, errorCode) => {
    const sent = host.sender.sent.length;
    expect(await told(pending.post('/2fa/phone', body))).toMatchObject([status, { statusCode: status, errorCode }]);
    expect(host.sender.sent).toHaveLength(sent);
  });

  test('is not for an account that has a phone already', async () => {
    await signIn(host);
    const alice = await enterPassword(host);
    const refused = await told(alice.post('/2fa/phone', { phone: '+31612345643' }));
    expect(refused).toMatchObject([403, { errorCode: 'enrolment_not_allowed' }]);
  });
});

describe('POST /2fa/code', () => {
  test('sends another code after the wait, and says how long it is before (R23)', async () => {
    await pending.post('/2fa/phone', phone);
    const first = host.sender.last;
    host.clock.advance(10_500);
    const early = await pending.post('/2fa/code', {});
    expect(early.headers.get('retry-after')).toBe('20');
    expect(await told(early)).toMatchObject([429, { errorCode: 'resend_too_soon', retryAfterSeconds: 20 }]);
    host.clock.advance(19_500);
    expect(await told(pending.post('/2fa/code', { channel: 'sms' }))).toMatchObject([202, { code: { sendsLeft: 1 } }]);
    expect(host.sender.last.reference).not.toBe(first.reference);
    const old = await told(pending.post('/2fa/verify', { code: first.code }));
    if (first.code !== host.sender.last.code) expect(old).toMatchObject([401, { errorCode: 'code_superseded' }]);
  });

  test('says that the code could not be sent, and what is left to do', async () => {
    const { answer } = host.sender;
    host.sender.answer = () => ({ status: 'refused', reason: 'unavailable', retryable: true, switchChannel: false });
    const refused = await told(pending.post('/2fa/phone', phone));
    host.sender.answer = answer;
    expect(refused).toMatchObject([502, { errorCode: 'code_not_sent', methods: ['sms', 'totp', 'passkey'] }]);
  });

  test('is 401 for a visitor without a pending sign-in, and nothing is sent (R22)', async () => {
    const sent = host.sender.sent.length;
    expect(await told(visit(host).post('/2fa/code', {}))).toEqual([401, EXPIRED]);
    expect(host.sender.sent).toHaveLength(sent);
  });
});

describe('POST /2fa/verify', () => {
  test('takes the code, strict but for spaces and hyphens, and gives the host’s session', async () => {
    const visitor = await enterPassword(host);
    const [a, b] = [host.sender.last.code.slice(0, 3), host.sender.last.code.slice(3)];
    const done = await told(visitor.post('/2fa/verify', { code: ` ${a}-${b} `, method: 'sms', trustDevice: false }));
    expect(done).toEqual([200, { status: 'signed_in', redirectTo: '/' }]);
    expect([...visitor.jar.keys()]).toEqual(['connect.sid']);
    const subject = host.accounts.named('alice').id;
    expect(await told(visitor.get('/whoami'))).toEqual([
      200,
      {
        authenticated: true,
        user: 'alice',
        assurance: {
          subject,
          amr: ['pwd', 'sms', 'mfa'],
          verifiedAt: host.clock.now(),
          epoch: 1,
          method: 'sms',
          proof: expect.any(String),
          firstFactorAt: host.clock.now(),
        },
      },
    ]);
  });

  test('goes on to the page that was asked for at the log-in', async () => {
    const visitor = visit(host);
    const body = { username: 'alice', password: 'alice-password', returnTo: '/products?page=2' };
    await visitor.post('/login', body);
    const done = await told(visitor.post('/2fa/verify', { code: host.sender.last.code }));
    expect(done).toEqual([200, { status: 'signed_in', redirectTo: '/products?page=2' }]);
  });

  test.each(['//evil.example', 'https:evil', '\\evil', 'https://evil.example/'])(
    'goes to the default page instead of %s (R81)',
    async (returnTo) => {
      const visitor = visit(host);
      await visitor.post('/login', { username: 'alice', password: 'alice-password', returnTo });
      const done = await told(visitor.post('/2fa/verify', { code: host.sender.last.code }));
      expect(done).toEqual([200, { status: 'signed_in', redirectTo: '/' }]);
    },
  );

  test('counts wrong codes down, and the fifth ends the sign-in (R10)', async () => {
    const visitor = await enterPassword(host);
    const { code, reference } = host.sender.last;
    for (const attemptsLeft of [4, 3, 2, 1]) {
      expect(await told(visitor.post('/2fa/verify', { code: wrongCode(host) }))).toEqual([
        401,
        { statusCode: 401, errorCode: 'code_wrong', message: 'That code is not right.', attemptsLeft, reference },
      ]);
    }
    const last = await told(visitor.post('/2fa/verify', { code: wrongCode(host) }));
    expect(last).toMatchObject([401, { errorCode: 'too_many_attempts', retryAfterSeconds: 30 }]);
    expect(await told(visitor.post('/2fa/verify', { code }))).toEqual([401, EXPIRED]);
    // So that the next test need not wait.
    host.clock.advance(30_000);
  });

  test('is 409 before any code was sent', async () => {
    const refused = await told(pending.post('/2fa/verify', { code: '123456' }));
    expect(refused).toMatchObject([409, { errorCode: 'code_not_requested' }]);
  });

  test('answers every sign-in that is not there in the same bytes (R20)', async () => {
    const { code } = host.sender.last;
    const used = await signIn(host);
    const cancelled = pending.clone();
    await pending.post('/2fa/cancel', {});
    const old = await enterPassword(host);
    host.clock.advance(601_000);
    const unknown = visit(host);
    unknown.jar.set('countersign', old.jar.get('countersign')?.replace(/.{4}$/, 'AAAA') ?? '');
    const garbage = visit(host);
    garbage.jar.set('countersign', '../../etc');
    const answers = [];
    for (const visitor of [used, cancelled, old, unknown, garbage, visit(host)]) {
      visitor.jar.delete('connect.sid');
      answers.push(JSON.stringify(await told(visitor.post('/2fa/verify', { code }))));
    }
    expect(new Set(answers)).toEqual(new Set([JSON.stringify([401, EXPIRED])]));
  });
});

describe('POST /2fa/cancel', () => {
  test('ends the pending sign-in and takes its cookie back (R48)', async () => {
    await pending.post('/2fa/phone', phone);
    const { code } = host.sender.last;
    const kept = pending.clone();
    expect(await told(pending.post('/2fa/cancel', {}))).toEqual([204, null]);
    expect(pending.jar.size).toBe(0);
    expect(await told(kept.get('/2fa'))).toEqual([401, EXPIRED]);
    expect(await told(kept.post('/2fa/verify', { code }))).toEqual([401, EXPIRED]);
  });

  test('is no error where there is nothing', async () => {
    expect(await told(visit(host).post('/2fa/cancel'))).toEqual([204, null]);
  });
});

describe('the host’s log-out', () => {
  test('ends the pending sign-in of the browser too (R48)', async () => {
    const kept = pending.clone();
    expect(await told(pending.post('/logout', {}))).toEqual([200, {}]);
    expect(pending.jar.size).toBe(0);
    expect(await told(kept.get('/2fa'))).toEqual([401, EXPIRED]);
  });

  test('ends a session and the step-up that it has open', async () => {
    const visitor = await signIn(host);
    await visitor.post('/2fa/step-up', {});
    const kept = visitor.clone();
    await visitor.post('/logout', {});
    expect(await told(kept.get('/2fa'))).toEqual([401, EXPIRED]);
    await expect(verified(host, kept)).rejects.toThrow('401');
  });
});

describe('GET /2fa/assets', () => {
  test('serves the files that the pages name', async () => {
    const html = await (await pending.get('/2fa', { accept: 'html' })).text();
    const files = [...html.matchAll(/(?:href|src)="(\/2fa\/assets\/[^"]+)"/g)].map(([, file]) => file as string);
    const types = files.map(async (file) => {
      const response = await visit(host).get(file);
      expect((await response.text()).length).toBeGreaterThan(100);
      return [response.status, response.headers.get('content-type')];
    });
    expect(await Promise.all(types)).toEqual([
      [200, 'image/svg+xml'],
      [200, 'text/css; charset=utf-8'],
      [200, 'text/javascript; charset=utf-8'],
      [200, 'text/javascript; charset=utf-8'],
    ]);
  });

  test.each(['nothing.css', '..%2f..%2fpackage.json', '__proto__', 'constructor'])('and no %s', async (name) => {
    expect(await told(visit(host).get(`/2fa/assets/${name}`))).toEqual([
      404,
      { statusCode: 404, message: 'Not Found' },
    ]);
  });
});

describe('/2fa/factors', () => {
  type Own = { readonly factors: readonly { readonly id: string }[] };

  test('R35, R38: the phone is changed and one removed in the session that asks, and every other one ends', async () => {
    const [visitor, elsewhere] = [await signIn(host), await signIn(host)];
    const [, opened] = await told(visitor.post('/2fa/factors/phone', { phone: '+31612345698' }));
    const code = { code: host.sender.last.code };
    const confirmed = await told(visitor.post(`/2fa/factors/${(opened as { id: string }).id}/confirm`, code));
    expect(confirmed).toEqual([200, { status: 'signed_in', redirectTo: '/2fa/factors' }]);
    const [, listed] = await told(visitor.get('/2fa/factors'));
    const [first, second] = (listed as Own).factors.map(({ id }) => `/2fa/factors/${id}`);
    expect((await told(visitor.post(`${first}`, { name: 'Old one' })))[0]).toBe(200);
    expect((await told(visitor.request('DELETE', `${first}`)))[0]).toBe(200);
    expect([(await visitor.get('/secret')).status, (await elsewhere.get('/secret')).status]).toEqual([200, 401]);
    expect(await told(visitor.post(`${second}/remove`))).toMatchObject([400, { errorCode: 'bad_request' }]);
    expect(await told(elsewhere.request('DELETE', `${second}`))).toMatchObject([
      401,
      { errorCode: 'second_factor_required', next: '/2fa' },
    ]);
  });
});
