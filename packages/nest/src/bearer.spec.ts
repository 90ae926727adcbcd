import type { Visitor } from '@countersign/support';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Host, startHost } from './spec/host.js';
import { visit, wrongCode } from './spec/walk.js';

let host: Host;
beforeAll(async () => {
  host = await startHost();
});
afterAll(() => host.app.close());

const PREFER = { prefer: 'countersign=bearer' };

async function tokenOf(reply: Promise<Response>): Promise<string> {
  const { token } = (await (await reply).json()) as { token?: string };
  if (token === undefined) throw new Error('There is no token in the answer');
  return token;
}

/** A client without a cookie jar. */
const client = (token: string): Visitor => visit(host, { headers: { ...PREFER, authorization: `Bearer ${token}` } });

const login = (name: string) =>
  visit(host, { headers: PREFER }).post('/login', { username: name, password: `${name}-password` });

describe('a client that prefers countersign=bearer', () => {
  test('gets the token in the JSON of its log-in, and no cookie', async () => {
    const response = await login('alice');
    expect([response.status, response.headers.getSetCookie()]).toEqual([202, []]);
    expect(await response.json()).toEqual({
      status: 'second_factor_required',
      purpose: 'enrol',
      methods: ['sms', 'totp', 'passkey'],
      method: null,
      notices: ['sms_restricted'],
      phone: null,
      code: null,
      next: '/2fa',
      token: expect.stringMatching(/^[\w-]{16}\.[\w-]{32}$/),
    });
  });

  test('takes every step with the token as Authorization: Bearer', async () => {
    const token = await tokenOf(login('alice'));
    const alice = client(token);
    const statuses = [
      (await alice.get('/2fa')).status,
      (await alice.post('/2fa/phone', { phone: '+31612345642' })).status,
      (await alice.post('/2fa/code', {})).status,
      (await alice.post('/2fa/verify', { code: wrongCode(host) })).status,
    ];
    expect(statuses).toEqual([200, 202, 429, 401]);
    expect(alice.setCookies).toEqual([]);
    expect((await alice.post('/2fa/verify', { code: host.sender.last.code })).status).toBe(200);
    expect((await alice.get('/secret')).status).toBe(200);
  });

  test('steps up with a token, and cancels with it', async () => {
    const alice = client(await tokenOf(login('alice')));
    await alice.post('/2fa/verify', { code: host.sender.last.code });
    const session = new Map(alice.jar);
    const stepUp = await tokenOf(alice.post('/2fa/step-up', {}));
    const again = client(stepUp);
    for (const [name, value] of session) again.jar.set(name, value);
    expect((await again.post('/2fa/cancel', {})).status).toBe(204);
    expect(await (await again.get('/2fa')).json()).toMatchObject({ status: 'signed_in' });
    expect((await client(stepUp).get('/2fa')).status).toBe(401);
  });

  test('gets the token too when its session must take the second step afterwards', async () => {
    host.policy = 'off';
    const bob = visit(host, { headers: PREFER });
    await bob.post('/login', { username: 'bob', password: 'bob-password' });
    host.policy = 'required';
    const response = await bob.post('/2fa/phone', { phone: '+31687654317' });
    expect([response.status, response.headers.getSetCookie()]).toEqual([202, []]);
    expect(await response.json()).toMatchObject({ purpose: 'enrol', token: expect.any(String) });
  });
});

describe('the token', () => {
  test('opens nothing of the host', async () => {
    const token = await tokenOf(login('alice'));
    expect((await client(token).get('/secret')).status).toBe(401);
    expect(await (await client(token).get('/whoami')).json()).toMatchObject({ authenticated: false, user: null });
  });

  test('a bearer token of the host’s own is not taken for one', async () => {
    const other = visit(host, { headers: { authorization: 'Bearer eyJhbGciOiJIUzI1NiJ9.e30.abc' } });
    await other.post('/login', { username: 'alice', password: 'alice-password' });
    expect((await other.get('/2fa')).status).toBe(200);
  });

  test('is dead once it was used', async () => {
    const token = await tokenOf(login('alice'));
    const { code } = host.sender.last;
    expect((await client(token).post('/2fa/verify', { code })).status).toBe(200);
    expect((await client(token).post('/2fa/verify', { code })).status).toBe(401);
  });
});
