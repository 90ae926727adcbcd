import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { VersioningType } from '@nestjs/common';
import { OpenRoutes } from './index.js';
import { type Host, type HostSetup, startHost } from './spec/host.js';
import { visit } from './spec/walk.js';

interface Mounting {
  readonly setup: HostSetup;
  /** Where the second step is. */
  readonly base: string;
  /** What stands before the host's own routes. */
  readonly host: string;
}

const MOUNTINGS: readonly [name: string, mounting: Mounting][] = [
  ['nothing said', { setup: {}, base: '/2fa', host: '' }],
  ['another path', { setup: { extras: { path: '/account/second-step/' } }, base: '/account/second-step', host: '' }],
  [
    'a global prefix of the host',
    { setup: { prepare: (app) => void app.setGlobalPrefix('/console/') }, base: '/console/2fa', host: '/console' },
  ],
  [
    'versions in the URL: the second step has none',
    {
      setup: { prepare: (app) => void app.enableVersioning({ type: VersioningType.URI, defaultVersion: '1' }) },
      base: '/2fa',
      host: '/v1',
    },
  ],
  [
    'all of these',
    {
      setup: {
        extras: { path: 'second-step' },
        prepare: (app) => {
          app.setGlobalPrefix('api');
          app.enableVersioning({ type: VersioningType.URI, defaultVersion: ['1', '2'] });
        },
      },
      base: '/api/second-step',
      host: '/api/v2',
    },
  ],
];

describe.each(MOUNTINGS)('mounted with %s', (_, { setup, base, host: own }) => {
  let host: Host;
  beforeAll(async () => {
    host = await startHost(setup);
  });
  afterAll(() => host.app.close());

  test('routes, cookie and `next` follow', async () => {
    const visitor = visit(host);
    const login = await visitor.post(`${own}/login`, { username: 'alice', password: 'alice-password' });
    expect([login.status, ((await login.json()) as { next: string }).next]).toEqual([202, base]);
    expect(visitor.setCookies).toEqual([expect.stringMatching(/; Path=\/; HttpOnly; SameSite=Lax$/)]);
    expect((await visitor.get(base)).status).toBe(200);
    expect((await visitor.post(`${base}/phone`, { phone: '+31612345642' })).status).toBe(202);
    expect((await visitor.post(`${base}/verify`, { code: host.sender.last.code })).status).toBe(200);
    expect((await visitor.get(`${own}/secret`)).status).toBe(200);
  });

  test('pages, their files and redirects follow', async () => {
    const browser = visit(host, { accept: 'html', bodyFormat: 'form' });
    const login = await browser.post(`${own}/login`, { username: 'bob', password: 'bob-password' });
    expect([login.status, login.headers.get('location')]).toEqual([303, base]);
    const page = await (await browser.get(base)).text();
    expect(page).toContain(`action="${base}/phone"`);
    const files = [...page.matchAll(/(?:href|src)="([^"]*\/assets\/[^"]+)"/g)].map(([, file]) => file as string);
    expect(files).toEqual(Array(4).fill(expect.stringMatching(`^${base}/assets/`)));
    for (const file of files) expect((await browser.get(file)).status).toBe(200);
    const cancelled = await browser.post(`${base}/cancel`);
    expect([cancelled.status, cancelled.headers.get('location')]).toEqual([303, '/login']);
  });

  test('the guard sends a browser there, and names it to a program', async () => {
    host.policy = 'off';
    const visitor = visit(host);
    await visitor.post(`${own}/login`, { username: 'bob', password: 'bob-password' });
    host.policy = 'required';
    const refused = (await (await visitor.get(`${own}/secret`)).json()) as { next: string };
    expect(refused.next).toBe(base);
    const sent = await visitor.get(`${own}/secret?a=1&b=2`, { accept: 'html' });
    const location = new URLSearchParams({ returnTo: `${own}/secret?a=1&b=2` });
    expect([sent.status, sent.headers.get('location')]).toEqual([303, `${base}?${location}`]);
  });

  test('the report names the routes as they are', () => {
    const routes = host.app.get(OpenRoutes).list();
    expect(routes).toContainEqual({ route: `POST ${base}/verify`, open: true });
    expect(routes).toContainEqual({ route: `GET ${own}/secret`, open: false });
  });
});
