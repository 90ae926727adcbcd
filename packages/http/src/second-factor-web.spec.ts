import { describe, expect, test } from '@jest/globals';
import { ERROR_STATUS } from './replies/status-table.js';
import { toWebRequest } from './requests/web-request.js';
import { BROWSER, Client, call, createWeb, pageOf, proof } from './spec/web.js';

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

describe('a guard', () => {
  test('R42, R66: refuses with where to go and how old the proof may be', () => {
    const { web } = createWeb({}, { path: 'mfa' });
    const required = web.guardError({ status: 'required', enrolled: true });
    const stale = web.guardError({ status: 'stale' }, 300);
    expect([required.code, required.data]).toEqual(['second_factor_required', { next: '/mfa' }]);
    expect([stale.code, stale.data]).toEqual(['step_up_required', { next: '/mfa', maxAgeSeconds: 300 }]);
    expect([ERROR_STATUS[required.code], ERROR_STATUS[stale.code]]).toEqual([401, 401]);
  });

  test('sends a browser to the second step, and it comes back to where it was', async () => {
    const host = createWeb();
    const { Location } = host.web.onwards('/products?page=2&q=a b').headers;
    expect(Location).toBe('/2fa?returnTo=%2Fproducts%3Fpage%3D2%26q%3Da+b');
    const client = new Client(host, BROWSER);
    const asked = { user: host.alice, url: Location?.replace('/2fa', '/2fa/phone') ?? '' };
    await client.call('enrolPhone', { phone: '06 12345642' }, asked);
    const reply = await client.call('verify', { code: host.sender.last.code });
    expect(reply.headers.Location).toBe('/products?page=2&q=a%20b');
  });
});

describe('toWebRequest', () => {
  test('reads what Node and the frameworks put on a request', () => {
    const host = createWeb();
    const assurance = proof(host);
    const headers = { accept: '*/*' };
    const request = { method: 'post', url: '/verify', originalUrl: '/2fa/verify?x=1', headers, body: { code: '1' } };
    expect(toWebRequest({ ...request, user: host.alice, session: { countersign: assurance } })).toEqual({
      ...{ method: 'POST', url: '/2fa/verify?x=1', headers, body: { code: '1' }, user: host.alice, assurance },
    });
  });

  test('takes what is missing for nothing', () => {
    const nothing = { method: 'GET', url: '/', headers: {}, body: undefined, user: undefined, assurance: undefined };
    expect(toWebRequest({ headers: {}, user: null, session: null })).toEqual(nothing);
    expect(toWebRequest({ headers: {} })).toEqual(nothing);
  });

  test('R71: makes nothing of headers that claim something', async () => {
    const headers = { 'x-forwarded-for': '127.0.0.1', 'x-internal': '1', 'x-debug': '1', 'x-user': 'alice' };
    const reply = await call(createWeb(), 'show', {
      ...toWebRequest({ headers: { ...headers, accept: 'application/json' } }),
    } as object);
    expect(reply.status).toBe(401);
  });
});
