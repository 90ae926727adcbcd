import { describe, expect, test } from '@jest/globals';
import type { Exemption } from '../requests/exemption.js';
import {
  atTheCode,
  BROWSER,
  bodyOf,
  Client,
  call,
  createEnrolled,
  createWeb,
  JSON_CLIENT,
  proof,
  refusalOf,
  type User,
  type Web,
} from '../spec/web.js';
import type { Entrance } from './after-first-factor.js';

const COOKIE = /^__Host-countersign=[\w-]{16}\.[\w-]{32}; Path=\/; HttpOnly; Secure; SameSite=Lax$/;

describe('a log-in whose password was right', () => {
  test('goes on in the host when nothing more is needed', async () => {
    const { web, alice } = createWeb({ policy: 'off' });
    const request = {
      method: 'POST',
      url: '/login',
      headers: JSON_CLIENT,
      body: {},
      user: undefined,
      assurance: undefined,
      source: { headers: JSON_CLIENT },
    };
    const firstFactorAt = Date.UTC(2026, 0, 5, 9);
    const assurance = { subject: 'alice', amr: ['pwd'], verifiedAt: null, firstFactorAt, epoch: 0 };
    expect(await web.afterFirstFactor(request, alice)).toEqual({ status: 'complete', assurance, cookies: [] });
  });

  test('answers an API client 202, with the state and where to go', async () => {
    const host = await createEnrolled();
    const reply = await call(host, 'logIn');
    expect(reply.status).toBe(202);
    expect(bodyOf(reply)).toEqual({
      ...{ status: 'second_factor_required', next: '/2fa', purpose: 'sign-in', methods: ['sms'] },
      ...{ method: 'sms', phone: '•••• 42' },
      code: {
        ...{ sentAt: '2026-01-05T09:00:00.000Z', expiresInSeconds: 300, resendInSeconds: 30, length: 6 },
        ...{ attemptsLeft: 5, sendsLeft: 2, reference: host.sender.last.reference, delivery: 'accepted' },
        ...{ channel: 'sms', failure: null, answerInSeconds: 0 },
      },
    });
  });

  test('sends a browser on to the second step', async () => {
    const reply = await call(createWeb(), 'logIn', { headers: BROWSER });
    expect(reply).toMatchObject({ status: 303, headers: { Location: '/2fa' } });
    expect('body' in reply).toBe(false);
  });

  test('R43, R80: gives one cookie, which cannot sign in, and no token in the body', async () => {
    for (const headers of [JSON_CLIENT, BROWSER]) {
      const reply = await call(createWeb(), 'logIn', { headers });
      expect(reply.cookies).toHaveLength(1);
      expect(reply.cookies[0]).toMatch(COOKIE);
      expect(reply.body ?? '').not.toContain('token');
    }
  });

  test('gives the token in the body instead to a client that prefers it, which goes on with that', async () => {
    const host = await createEnrolled();
    const headers = { ...JSON_CLIENT, prefer: 'countersign=bearer' };
    const reply = await call(host, 'logIn', { headers });
    const { token } = bodyOf(reply);
    expect(reply.cookies).toEqual([]);
    expect(token).toMatch(/^[\w-]{16}\.[\w-]{32}$/);
    const authorization = `Bearer ${token}`;
    expect(bodyOf(await call(host, 'show', { headers: { authorization } })).status).toBe('code_required');
    const verified = await call(host, 'verify', {
      headers: { ...JSON_CLIENT, authorization },
      body: { code: host.sender.last.code },
    });
    expect(verified.status).toBe(200);
  });

  test('R80: on plain http the cookie is neither Secure nor prefixed, unless the host says so', async () => {
    const publicUrl = 'http://localhost:3000';
    const [development, behindProxy] = [
      createWeb({ publicUrl }),
      createWeb({ publicUrl }, { cookies: { secure: true } }),
    ];
    const headers = JSON_CLIENT;
    expect((await call(development, 'logIn', { headers })).cookies[0]).toMatch(
      /^countersign=\S+; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    expect((await call(behindProxy, 'logIn', { headers })).cookies[0]).toMatch(COOKIE);
  });

  test('is refused when the second step is locked, with no cookie and no message', async () => {
    const host = await createEnrolled({ maxFailures: 5 });
    const client = new Client(host);
    await client.call('logIn');
    for (let tries = 0; tries < 5; tries++) await client.call('verify', { code: '314159' });
    host.sender.sent.length = 0;
    const reply = await call(host, 'logIn');
    expect(refusalOf(reply)).toBe('429 second_factor_locked');
    expect(reply.headers['Retry-After']).toBe('86400');
    expect(reply.cookies).toEqual([]);
    expect(host.sender.sent).toEqual([]);
  });
});

describe('the page first asked for', () => {
  const finish = async (asked: object, web = {}) => {
    const client = new Client(await createEnrolled({}, web));
    await client.call('logIn', undefined, asked);
    return bodyOf(await client.call('verify', { code: client.host.sender.last.code })).redirectTo;
  };

  test('is kept on the server, from the query or the body of the log-in', async () => {
    expect(await finish({ url: '/login?returnTo=%2Fproducts%3Fpage%3D2' })).toBe('/products?page=2');
    expect(await finish({ url: '/login', body: { username: 'alice', returnTo: '/products' } })).toBe('/products');
    expect(await finish({ url: '/login?returnTo=/a', body: { returnTo: '/b' } })).toBe('/a');
  });

  test.each(['//evil.example', 'https:evil', '\\evil', '/..//evil.example', 'https://evil.example', ''])(
    'R81: is the default page for %j',
    async (returnTo) => {
      const query = new URLSearchParams({ returnTo });
      expect(await finish({ url: `/login?${query}` })).toBe('/');
      expect(await finish({ body: { returnTo } }, { defaultPath: '/dashboard' })).toBe('/dashboard');
    },
  );

  test.each([undefined, null, 'text', 7, [], { returnTo: ['/products'] }, { returnTo: {} }])(
    'is the default page when the log-in’s body is %j',
    async (body) => {
      expect(await finish({ body })).toBe('/');
    },
  );

  test('R81: is not looked for when the code comes back', async () => {
    const client = await atTheCode();
    const code = client.host.sender.last.code;
    const reply = await client.call('verify', { code }, { url: '/2fa/verify?returnTo=/elsewhere' });
    expect(bodyOf(reply)).toEqual({ status: 'signed_in', redirectTo: '/' });
  });
});

describe('a way in', () => {
  const evil = { ...JSON_CLIENT, origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
  const request = {
    method: 'POST',
    url: '/login',
    body: {},
    user: undefined,
    assurance: undefined,
    source: { headers: {} },
  };
  const enter = ({ web, alice }: Web, headers: object, entrance?: Entrance) =>
    web.afterFirstFactor({ ...request, headers: headers as never }, alice, entrance);

  test('R79: that another site’s page has opened is none, and no code goes out', async () => {
    const host = await createEnrolled();
    await expect(enter(host, evil)).rejects.toMatchObject({ code: 'cross_origin' });
    expect(host.sender.sent).toEqual([]);
  });

  test('that the host leaves open to other sites’ forms is one', async () => {
    expect((await enter(await createEnrolled(), evil, { crossSite: true })).status).toBe('pending');
  });

  test('R68: says what it proves, and that goes into the session', async () => {
    const host = createWeb({ policy: 'off' });
    const proved = await Promise.all([undefined, [], ['hwk', 'mfa'] as const].map((amr) => enter(host, {}, { amr })));
    expect(proved.map((outcome) => outcome.status === 'complete' && outcome.assurance.amr)).toEqual([
      ['pwd'],
      [],
      ['hwk', 'mfa'],
    ]);
  });

  test('R47: needs no second step where an exemption frees it', async () => {
    const sso: Exemption<User> = ({ amr }) => amr.includes('mfa');
    const host = await createEnrolled({}, { exemptions: { 'SSO with two factors': sso } });
    expect((await enter(host, {}, { amr: ['hwk', 'mfa'] })).status).toBe('complete');
    expect((await enter(host, {}, { amr: ['hwk'] })).status).toBe('pending');
  });

  test('R47, R68: of a session that does not tell how it began, the second step proves the text message alone', async () => {
    const host = await createEnrolled();
    const proved = [];
    for (const assurance of [undefined, proof(host, { amr: ['pwd'], verifiedAt: null })]) {
      const client = new Client(host);
      await client.call('sendCode', {}, { user: host.alice, assurance });
      const { web, sender } = host;
      const headers = { ...JSON_CLIENT, authorization: `Bearer ${client.token}` };
      const verified = await web.verify({ ...request, url: '/2fa/verify', headers, body: { code: sender.last.code } });
      proved.push(verified.status === 'complete' && verified.assurance.amr);
    }
    expect(proved).toEqual([['sms'], ['pwd', 'sms', 'mfa']]);
  });
});
