import { afterEach, expect, test } from '@jest/globals';
import type { AdapterName } from './spec/adapter.js';
import { type Host, startHost } from './spec/host.js';
import { signIn, visit } from './spec/walk.js';

let host: Host | undefined;
afterEach(() => host?.app.close());

const PAGE = { accept: 'html', bodyFormat: 'form' } as const;

test.each<AdapterName>(['express', 'fastify'])(
  'R38, R39: on %s the link of a notice ends the owner’s sessions, by its button alone and for a real token alone',
  async (adapter) => {
    host = await startHost({ adapter });
    const alice = await signIn(host);
    const { pathname, search, searchParams } = new URL(host.notifier.last.contestUrl ?? '');
    const token = searchParams.get('token');
    const page = await visit(host).get(`${pathname}${search}`, PAGE);
    expect([page.status, page.headers.get('referrer-policy')]).toEqual([200, 'no-referrer']);
    expect(await page.text()).toContain(`value="${token}"`);
    for (const forged of [`${token}x`, 'x'])
      expect((await visit(host).post('/2fa/not-me', { token: forged })).status).toBe(404);
    expect((await visit(host).post('/2fa/not-me', { token, all: true })).status).toBe(400);
    expect((await alice.get('/secret')).status).toBe(200);
    expect((await visit(host).post('/2fa/not-me', { token }, PAGE)).status).toBe(200);
    expect((await alice.get('/secret')).status).toBe(401);
    expect(host.events.types.filter((type) => type === 'countersign.contested')).toHaveLength(1);
  },
);
