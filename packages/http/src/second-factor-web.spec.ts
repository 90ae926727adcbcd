import { describe, expect, test } from '@jest/globals';
import { toWebRequest } from './requests/web-request.js';
import { BROWSER, Client, call, createWeb, pageOf, proof, type User } from './spec/web.js';

describe('where the second step is mounted', () => {
  test('is /2fa, unless the host says otherwise, at its start or later', async () => {
    let prefix = 'admin/second-step';
    const later = createWeb({}, { path: () => prefix });
    expect([createWeb().web.basePath, createWeb({}, { path: 'mfa' }).web.basePath]).toEqual(['/2fa', '/mfa']);
    prefix = 'v2/second-step';
    expect(later.web.basePath).toBe('/v2/second-step');
    const client = new Client(later, BROWSER);
    expect((await client.call('logIn')).headers.Location).toBe('/v2/second-step');
    const page = pageOf(await client.call('show'));
    expect(page.querySelector('form')?.getAttribute('action')).toBe('/v2/second-step/phone');
    expect(page.querySelector('link[rel=stylesheet]')?.getAttribute('href')).toMatch(/^\/v2\/second-step\/assets\//);
  });
});

describe('the files of the pages', () => {
  test('are what the pages ask for', async () => {
    const host = createWeb();
    const client = new Client(host, BROWSER);
    await client.call('logIn');
    const page = pageOf(await client.call('show'));
    const asked = [
      ...[...page.querySelectorAll('link[rel=stylesheet]')].map((link) => link.getAttribute('href')),
      ...[...page.querySelectorAll('script')].map((script) => script.getAttribute('src')),
    ];
    expect(asked.length).toBeGreaterThan(1);
    for (const path of asked) expect(host.web.asset(path?.replace('/2fa/assets/', '') ?? '').status).toBe(200);
  });

  test.each(['', 'nothing.css', '../package.json', '__proto__', 'constructor'])(
    '%j is not one of them: 404',
    (name) => {
      expect(createWeb().web.asset(name).status).toBe(404);
    },
  );
});

describe('toWebRequest', () => {
  test('reads what Node and the frameworks put on a request', () => {
    const host = createWeb();
    const assurance = proof(host);
    const headers = { accept: '*/*' };
    const request = { method: 'post', url: '/verify', originalUrl: '/2fa/verify?x=1', headers, body: { code: '1' } };
    const source = { ...request, user: host.alice, session: { countersign: assurance } };
    expect(toWebRequest(source)).toEqual({
      ...{ method: 'POST', url: '/2fa/verify?x=1', headers, body: { code: '1' }, user: host.alice, assurance, source },
    });
  });

  test('takes what is missing for nothing', () => {
    const nothing = { method: 'GET', url: '/', headers: {}, body: undefined, user: undefined, assurance: undefined };
    for (const source of [{ headers: {}, user: null, session: null }, { headers: {} }]) {
      expect(toWebRequest(source)).toEqual({ ...nothing, source });
    }
  });

  test('takes a token’s proof before a session’s', () => {
    const host = createWeb();
    const [token, session] = [proof(host), proof(host, { epoch: 0 })];
    const source = { headers: {}, countersign: token, session: { countersign: session } };
    expect(toWebRequest(source).assurance).toBe(token);
  });

  test('R47: takes the one who acts for the user', () => {
    const host = createWeb({}, { actor: ({ session }) => (session as { actor?: User } | undefined)?.actor });
    const [alice, bob] = [{ id: 'alice' }, { id: 'bob' }];
    expect(host.web.view({ headers: {}, user: bob, session: { actor: alice } }).user).toBe(alice);
    expect(host.web.view({ headers: {}, user: bob, session: {} }).user).toBe(bob);
  });

  test('R71: makes nothing of headers that claim something', async () => {
    const headers = { 'x-forwarded-for': '127.0.0.1', 'x-internal': '1', 'x-debug': '1', 'x-user': 'alice' };
    const reply = await call(createWeb(), 'show', {
      ...toWebRequest({ headers: { ...headers, accept: 'application/json' } }),
    } as object);
    expect(reply.status).toBe(401);
  });
});
