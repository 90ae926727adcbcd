import { describe, expect, test } from '@jest/globals';
import { atTheCode, BROWSER, call, createEnrolled, createWeb, JSON_CLIENT, proof, refusalOf } from '../spec/web.js';

const TAKEN_BACK = ['__Host-countersign=; Max-Age=0; Path=/; HttpOnly; Secure; SameSite=Lax'];

describe('POST /2fa/cancel', () => {
  test('R48: deletes the sign-in: 204, and the cookie is taken back', async () => {
    const client = await atTheCode();
    const other = client.twin(JSON_CLIENT);
    const reply = await client.call('cancel');
    expect([reply.status, reply.cookies, reply.body]).toEqual([204, TAKEN_BACK, undefined]);
    expect(refusalOf(await other.call('show'))).toBe('401 sign_in_expired');
    expect(refusalOf(await other.call('verify', { code: client.host.sender.last.code }))).toBe('401 sign_in_expired');
  });

  test('sends a browser back to the log-in page', async () => {
    const client = await atTheCode(BROWSER);
    expect(await client.call('cancel', {})).toMatchObject({
      ...{ status: 303, headers: { Location: '/login' }, cookies: TAKEN_BACK },
    });
    const host = createWeb({}, { loginPath: '/sign-in' });
    expect((await call(host, 'cancel', { headers: BROWSER })).headers.Location).toBe('/sign-in');
  });

  test('of a step-up leaves the session as it is, and a browser in the host', async () => {
    const host = await createEnrolled({}, { defaultPath: '/dashboard' });
    const session = { user: host.alice, assurance: proof(host), headers: BROWSER };
    expect((await call(host, 'cancel', session)).headers.Location).toBe('/dashboard');
    expect((await call(host, 'cancel', { ...session, assurance: undefined })).headers.Location).toBe('/login');
  });

  test('of a step-up leaves in the host who is exempt as well', async () => {
    const sso = { 'SSO with two factors': ({ amr }: { amr: readonly string[] }) => amr.includes('mfa') };
    const host = await createEnrolled({}, { defaultPath: '/dashboard', exemptions: sso });
    const assurance = proof(host, { amr: ['hwk', 'mfa'], verifiedAt: null });
    const session = { user: host.alice, assurance, headers: BROWSER };
    expect((await call(host, 'cancel', session)).headers.Location).toBe('/dashboard');
  });

  test('of nothing is no error', async () => {
    expect((await call(createWeb(), 'cancel')).status).toBe(204);
  });

  test('R21: takes no fields', async () => {
    const client = await atTheCode();
    expect(refusalOf(await client.call('cancel', { all: true }))).toBe('400 bad_request');
    expect((await client.call('show')).status).toBe(200);
  });

  test('R83: says so when the store does not answer, and keeps the cookie', async () => {
    const client = await atTheCode();
    client.host.pending.close = () => Promise.reject(new Error('down'));
    const reply = await client.call('cancel');
    expect(refusalOf(reply)).toBe('503 second_factor_unavailable');
    expect(reply.cookies).toEqual([]);
  });
});

describe('a log-out of the host', () => {
  test('R48: deletes what is pending, and takes the cookie back', async () => {
    const client = await atTheCode();
    const cookie = `__Host-countersign=${client.token}`;
    expect(await client.host.web.forget({ headers: { cookie } })).toEqual(TAKEN_BACK);
    expect(refusalOf(await client.call('show'))).toBe('401 sign_in_expired');
    expect(await client.host.web.forget({ headers: {} })).toEqual(TAKEN_BACK);
  });

  test('R83: says so when the store does not answer, in a way that error handlers of frameworks understand', async () => {
    const client = await atTheCode();
    client.host.pending.close = () => Promise.reject(new Error('down'));
    const forgotten = client.host.web.forget({ headers: { cookie: `__Host-countersign=${client.token}` } });
    await expect(forgotten).rejects.toMatchObject({
      ...{ code: 'second_factor_unavailable', status: 503, expose: true },
      headers: { 'Retry-After': '30' },
    });
  });
});
