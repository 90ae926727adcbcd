import type { Visitor } from '@countersign/support';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type Host, startHost } from './spec/host.js';
import { enrol, enterPassword, visit } from './spec/walk.js';

let host: Host;
let visitor: Visitor;
let sent: number;
beforeAll(async () => {
  host = await startHost();
  await enrol(host);
});
afterAll(() => host.app.close());
beforeEach(async () => {
  host.clock.advance(60_000);
  visitor = await enterPassword(host);
  sent = host.sender.sent.length;
});

const ROUTES = ['/2fa/phone', '/2fa/code', '/2fa/passkey', '/2fa/verify', '/2fa/step-up', '/2fa/cancel'];

/** The sign-in is where it was: no code went out, none was tried, and the right one still works. */
async function expectUntouched(): Promise<void> {
  expect(host.sender.sent).toHaveLength(sent);
  expect(await (await visitor.get('/2fa')).json()).toMatchObject({ code: { attemptsLeft: 5, sendsLeft: 2 } });
  expect((await visitor.post('/2fa/verify', { code: host.sender.last.code })).status).toBe(200);
}

const FOREIGN: readonly [name: string, headers: Record<string, string>][] = [
  ['a foreign Origin', { origin: 'https://evil.example' }],
  ['an Origin that begins like ours', { origin: 'http://localhost:3000.evil.example' }],
  ['another port', { origin: 'http://localhost:3001' }],
  ['another scheme', { origin: 'https://localhost:3000' }],
  ['the Origin of a sandbox', { origin: 'null' }],
  ['Sec-Fetch-Site: cross-site', { 'sec-fetch-site': 'cross-site' }],
  ['Sec-Fetch-Site: same-site', { 'sec-fetch-site': 'same-site' }],
];

describe('a change that another site’s page has started', () => {
  test.each(FOREIGN)('is 403 on every route, with no effect: %s (R79)', async (_, headers) => {
    const { code } = host.sender.last;
    for (const route of ROUTES) {
      const body = route === '/2fa/verify' ? { code } : {};
      const response = await visitor.post(route, body, { headers });
      expect([response.status, await response.json()]).toEqual([
        403,
        { statusCode: 403, errorCode: 'cross_origin', message: 'This request came from another site.' },
      ]);
    }
    await expectUntouched();
  });

  test('is 403 before its body is looked at', async () => {
    const headers = { origin: 'https://evil.example' };
    for (const body of ['{', '{"code":"1","code":"2"}', '[]', 'x'.repeat(10_000)]) {
      expect((await visitor.post('/2fa/verify', body, { headers })).status).toBe(403);
    }
    const text = { headers: { ...headers, 'content-type': 'text/plain' } };
    expect((await visitor.post('/2fa/verify', '{"code":"123456"}', text)).status).toBe(403);
    await expectUntouched();
  });

  test('is 403 for a browser too, as a page', async () => {
    const response = await visitor.post(
      '/2fa/cancel',
      {},
      { accept: 'html', headers: { 'sec-fetch-site': 'cross-site' } },
    );
    expect([response.status, response.headers.get('content-type')]).toEqual([403, 'text/html; charset=utf-8']);
    await expectUntouched();
  });
});

describe('a change of our own page, or of a program', () => {
  test.each([
    ['our Origin', { origin: 'http://localhost:3000' }],
    ['Sec-Fetch-Site: same-origin', { 'sec-fetch-site': 'same-origin' }],
    ['Sec-Fetch-Site: none', { 'sec-fetch-site': 'none' }],
    ['neither header', {}],
  ])('passes: %s', async (_, headers) => {
    expect((await visitor.post('/2fa/cancel', {}, { headers })).status).toBe(204);
  });
});

describe('GET', () => {
  test.each(ROUTES)('%s is 404 and has no effect (R79)', async (route) => {
    const { code } = host.sender.last;
    for (const method of ['GET', 'HEAD']) {
      expect((await visitor.request(method, `${route}?code=${code}&phone=%2B31612345643`)).status).toBe(404);
    }
    await expectUntouched();
  });

  test('/2fa sends nothing and changes nothing, whatever its query says', async () => {
    const response = await visitor.get(`/2fa?code=${host.sender.last.code}&resend=1&change=1&phone=%2B31612345643`);
    expect(response.status).toBe(200);
    await expectUntouched();
  });
});

describe('a cross-site page that sends what a form can send without asking', () => {
  test('text/plain that is JSON inside is refused (R79)', async () => {
    const body = JSON.stringify({ code: host.sender.last.code });
    const response = await visitor.post('/2fa/verify', body, { headers: { 'content-type': 'text/plain' } });
    expect(response.status).toBe(400);
    await expectUntouched();
  });
});

describe('a visitor of nothing', () => {
  test('gets 401 from every route, and nothing is sent', async () => {
    const bodies: Record<string, object> = {
      '/2fa/phone': { phone: '+31612345642' },
      '/2fa/verify': { code: '123456' },
    };
    for (const route of ROUTES.filter((each) => each !== '/2fa/cancel')) {
      const response = await visit(host).post(route, bodies[route] ?? {});
      expect([route, response.status]).toEqual([route, 401]);
    }
    await expectUntouched();
  });
});
