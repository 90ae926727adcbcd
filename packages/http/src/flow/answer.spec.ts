import { describe, expect, test } from '@jest/globals';
import { REPLY_HEADERS } from '../replies/reply-headers.js';
import { jsonReply } from '../replies/web-reply.js';
import type { WebRoute } from '../requests/web-route.js';
import { type Asked, createWeb, JSON_CLIENT, refusalOf } from '../spec/web.js';
import { answer } from './answer.js';

const VERIFY: WebRoute = { name: 'verify' };

const asked = (changes: Asked = {}) => {
  const said = { method: 'POST', url: '/2fa/verify', headers: JSON_CLIENT, body: undefined, source: { headers: {} } };
  return { ...said, user: undefined, assurance: undefined, ...changes };
};

describe('answer', () => {
  const verify = async () => jsonReply(200, { status: 'signed_in' });
  const renew = () => Promise.reject(new Error('not asked for'));

  test('hands the body on as it was read, and replies', async () => {
    const seen: unknown[] = [];
    const body = { status: 'read', value: { code: '123456' } } as const;
    const reply = await answer(createWeb().web, VERIFY, {
      request: asked(),
      body,
      renew,
      verify: async (request) => {
        seen.push(request.body);
        return verify();
      },
    });
    expect([reply.status, seen]).toEqual([200, [{ code: '123456' }]]);
  });

  test('R18: refuses a body that could not be read, and evaluates nothing', async () => {
    const body = { status: 'refused', detail: 'body: holds a key twice' } as const;
    const reply = await answer(createWeb().web, VERIFY, { request: asked(), body, verify, renew });
    expect(refusalOf(reply)).toBe('400 bad_request');
    expect(JSON.parse(reply.body ?? '').details).toEqual(['body: holds a key twice']);
  });

  test('R79: looks at the origin before the body', async () => {
    const headers = { ...JSON_CLIENT, origin: 'https://evil.example' };
    const body = { status: 'refused', detail: 'body: holds a key twice' } as const;
    const reply = await answer(createWeb().web, VERIFY, { request: asked({ headers }), body, verify, renew });
    expect(refusalOf(reply)).toBe('403 cross_origin');
  });

  test('R19, R81: whatever is thrown becomes a refusal, with every header', async () => {
    const thrower = () => Promise.reject(new Error('a secret of the host'));
    const reply = await answer(createWeb().web, VERIFY, { request: asked(), verify: thrower, renew });
    expect(refusalOf(reply)).toBe('503 second_factor_unavailable');
    expect(reply.headers).toMatchObject(REPLY_HEADERS);
    expect(reply.body).not.toContain('secret of');
  });

  test('R22: runs the steps themselves', async () => {
    for (const name of ['show', 'enrolPhone', 'sendCode', 'stepUp'] as const) {
      const body = { status: 'read', value: name === 'enrolPhone' ? { phone: '0612345642' } : {} } as const;
      const reply = await answer(createWeb().web, { name }, { request: asked(), body, verify, renew });
      expect([name, refusalOf(reply)]).toEqual([name, '401 sign_in_expired']);
    }
    const cancelled = await answer(createWeb().web, { name: 'cancel' }, { request: asked(), verify, renew });
    expect(cancelled.status).toBe(204);
    const [style] = await Promise.all([
      answer(createWeb().web, { name: 'asset', file: 'no.css' }, { request: asked(), verify, renew }),
    ]);
    expect(style?.status).toBe(404);
  });
});
