import { RecordingNotifier } from '@countersign/core/testing';
import { describe, expect, test } from '@jest/globals';
import type { WebReply } from '../replies/web-reply.js';
import {
  type Asked,
  BROWSER,
  bodyOf,
  Client,
  createEnrolled,
  JSON_CLIENT,
  pageOf,
  proof,
  refusalOf,
} from '../spec/web.js';
import { answer } from './answer.js';

const NOT_FOUND = [404, { statusCode: 404, message: 'Not Found' }];

/** A host whose Alice has been told of an unlock; `url` is the link in it. */
async function createNotified() {
  const notifier = new RecordingNotifier();
  const host = await createEnrolled({ notifier }, { path: 'admin/2fa' });
  await host.web.secondFactor.unlock('alice', { actor: 'bob', reason: 'Alice has called and proved it' });
  await new Promise((resolve) => setImmediate(resolve));
  host.sink.events.length = 0;
  const url = new URL(notifier.last.contestUrl ?? '');
  const token = url.searchParams.get('token') ?? '';
  const ask = (method: 'GET' | 'POST', asked: Asked & { readonly token?: unknown } = {}): Promise<WebReply> => {
    const { token: sent = token, body = { token: sent }, ...rest } = asked;
    const headers = JSON_CLIENT;
    const query = method === 'GET' ? `?${new URLSearchParams({ token: String(sent) })}` : '';
    const request = { method, url: `${url.pathname}${query}`, headers, body, user: undefined, assurance: undefined };
    const route = host.web.routeOf(request);
    if (!route) throw new Error('no route');
    const full = { ...request, source: { headers }, ...rest };
    const read =
      method === 'POST'
        ? ({ status: 'read', value: full.body as Readonly<Record<string, unknown>> } as const)
        : undefined;
    const verify = () => Promise.reject(new Error('no'));
    return answer(host.web, route, { request: full, body: read, verify, renew: verify });
  };
  return { ...host, notifier, url, token, ask };
}

const epochOf = async ({ factors }: Awaited<ReturnType<typeof createNotified>>) =>
  (await factors.posture('alice')).epoch;

describe('the link of a notice', () => {
  test('R39: leads to the public address and the path of the second step', async () => {
    const { url, token } = await createNotified();
    expect([url.origin, url.pathname]).toEqual(['https://manage.example.com', '/admin/2fa/not-me']);
    expect(token).toMatch(/^[\w-]+\.[\w-]{43}$/);
  });

  test('R79, R81: shows a button that needs no script, changes nothing, and lets the token go nowhere', async () => {
    const host = await createNotified();
    const reply = await host.ask('GET', { headers: BROWSER });
    expect(reply.headers).toMatchObject({ 'Referrer-Policy': 'no-referrer', 'Cache-Control': 'no-store' });
    const page = pageOf(reply);
    const form = page.querySelector('form');
    expect([form?.getAttribute('method'), form?.getAttribute('action')]).toEqual(['post', '/admin/2fa/not-me']);
    expect(page.querySelector('input[name=token]')?.getAttribute('value')).toBe(host.token);
    expect(page.querySelectorAll('a[href], img')).toHaveLength(0);
    const json = await host.ask('GET');
    expect([json.status, bodyOf(json)]).toEqual([200, { kind: 'unlocked', at: host.notifier.last.at }]);
    expect([await epochOf(host), host.sink.events]).toEqual([1, []]);
  });

  test('R38, R39: its button ends the sessions and pending sign-ins of the owner, without any cookie', async () => {
    const host = await createNotified();
    const session = { user: host.alice, assurance: proof(host) };
    const client = new Client(host);
    await client.call('logIn');
    const { code } = host.sender.last;
    const reply = await host.ask('POST', { headers: BROWSER });
    expect([reply.status, pageOf(reply).querySelector('h1')?.textContent]).toEqual([200, 'Your sessions have ended']);
    const guarded = { method: 'GET', url: '/', headers: JSON_CLIENT, body: undefined, source: { headers: {} } };
    expect((await host.web.judge({ ...guarded, ...session }))?.code).toBe('second_factor_required');
    expect(refusalOf(await client.call('verify', { code }))).toBe('401 sign_in_expired');
    expect((await host.ask('POST')).status).toBe(204);
    expect([await epochOf(host), host.sink.types.filter((type) => type === 'countersign.contested')]).toEqual([
      2,
      ['countersign.contested'],
    ]);
  });

  test('R39: forged, expired or none: one answer, and nothing changes', async () => {
    const host = await createNotified();
    const forged = ['x', `${host.token}x`, host.token.replace('.', '..'), host.token.slice(1)];
    for (const method of ['GET', 'POST'] as const) {
      for (const token of forged) {
        const reply = await host.ask(method, { token });
        expect([reply.status, bodyOf(reply)]).toEqual(NOT_FOUND);
        const page = await host.ask(method, { token, headers: BROWSER });
        expect([page.status, pageOf(page).querySelector('form')]).toEqual([404, null]);
      }
    }
    host.clock.advance(8 * 86_400_000);
    for (const method of ['GET', 'POST'] as const) expect((await host.ask(method)).status).toBe(404);
    expect([await epochOf(host), host.sink.events]).toEqual([1, []]);
  });

  test('R79: another site’s page contests nothing', async () => {
    const host = await createNotified();
    const headers = {
      ...BROWSER,
      accept: 'application/json',
      origin: 'https://evil.example',
      'sec-fetch-site': 'cross-site',
    };
    expect(refusalOf(await host.ask('POST', { headers }))).toBe('403 cross_origin');
    expect(await epochOf(host)).toBe(1);
  });

  test.each([{}, { token: '' }, { token: 7 }, { token: ['x'] }, { token: 'x', subject: 'bob' }])(
    'R21: a body of %j is refused',
    async (body) => {
      const host = await createNotified();
      expect(refusalOf(await host.ask('POST', { body }))).toBe('400 bad_request');
    },
  );

  test('R19: a store that is down denies, and says nothing of having done it', async () => {
    const host = await createNotified();
    Object.assign(host.factors, { endSessions: () => Promise.reject(new Error('sentinel')) });
    expect(refusalOf(await host.ask('POST'))).toBe('503 second_factor_unavailable');
    expect(host.sink.types).toEqual(['countersign.unavailable']);
  });
});
