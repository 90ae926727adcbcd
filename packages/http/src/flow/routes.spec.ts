import { describe, expect, test } from '@jest/globals';
import { REPLY_HEADERS } from '../replies/reply-headers.js';
import { jsonReply } from '../replies/web-reply.js';
import { type Asked, createWeb, JSON_CLIENT, refusalOf } from '../spec/web.js';
import { answer, routeBelow, routeOf, type WebRoute } from './routes.js';

const VERIFY: WebRoute = { name: 'verify' };

const asked = (changes: Asked = {}) => {
  const said = { method: 'POST', url: '/2fa/verify', headers: JSON_CLIENT, body: undefined, source: { headers: {} } };
  return { ...said, user: undefined, assurance: undefined, ...changes };
};

describe('routeOf', () => {
  test.each([
    ['GET', '/', 'show'],
    ['HEAD', '/', 'show'],
    ['POST', '/phone', 'enrolPhone'],
    ['POST', '/code', 'sendCode'],
    ['POST', '/verify', 'verify'],
    ['POST', '/step-up', 'stepUp'],
    ['POST', '/cancel', 'cancel'],
    ['GET', '/assets/style.css', 'asset'],
  ])('%s %s is %s', (method, path, name) => {
    expect(routeOf(method, path)?.name).toBe(name);
  });

  test.each([
    ['GET', '/phone'],
    ['GET', '/code'],
    ['GET', '/verify'],
    ['GET', '/step-up'],
    ['GET', '/cancel'],
    ['POST', '/'],
    ['PUT', '/verify'],
    ['post', '/verify'],
    ['POST', '/VERIFY'],
    ['POST', '/verify/'],
    ['POST', '//verify'],
    ['POST', 'verify'],
    ['POST', '/assets/style.css'],
    ['GET', '/assets/'],
    ['GET', '/assets/a/b'],
    ['GET', '/constructor'],
    ['GET', ''],
  ])('R79: %s %s is none of ours', (method, path) => {
    expect(routeOf(method, path)).toBeUndefined();
  });
});

describe('routeBelow', () => {
  test.each([
    ['GET', '/admin/2fa', 'show'],
    ['GET', '/admin/2fa?change=1', 'show'],
    ['POST', '/admin/2fa/verify?x=/2fa', 'verify'],
    ['GET', '/admin/2fa/assets/style.css?v=1', 'asset'],
  ])('%s %s is %s', (method, url, name) => {
    expect(routeBelow('/admin/2fa', { method, url })?.name).toBe(name);
  });

  test.each([
    ...[
      '',
      '/',
      '/2fa',
      '/admin',
      '/admin/2fa/',
      '/admin/2fa//',
      '/ADMIN/2fa',
      '/admin/2FA',
      '//admin/2fa',
      '/admin//2fa',
    ],
    ...[
      '/admin/2f%61',
      '/admin/2fa%2f',
      '/x/../admin/2fa',
      '/admin/./2fa',
      'http://host/admin/2fa',
      '/admin/2fa;x',
      '/a?/admin/2fa',
    ],
    ...['/admin/2fa#x', '/ADMIN/2fa/assets/style.css', '/admin/2fa/phone', '/admin/2faphone', '*'],
  ])('R79: GET %s is none of ours', (url) => {
    expect(routeBelow('/admin/2fa', { method: 'GET', url })).toBeUndefined();
  });
});

describe('answer', () => {
  const verify = async () => jsonReply(200, { status: 'signed_in' });

  test('hands the body on as it was read, and replies', async () => {
    const seen: unknown[] = [];
    const body = { status: 'read', value: { code: '123456' } } as const;
    const reply = await answer(createWeb().web, VERIFY, {
      request: asked(),
      body,
      verify: async (request) => {
        seen.push(request.body);
        return verify();
      },
    });
    expect([reply.status, seen]).toEqual([200, [{ code: '123456' }]]);
  });

  test('R18: refuses a body that could not be read, and evaluates nothing', async () => {
    const body = { status: 'refused', detail: 'body: holds a key twice' } as const;
    const reply = await answer(createWeb().web, VERIFY, { request: asked(), body, verify });
    expect(refusalOf(reply)).toBe('400 bad_request');
    expect(JSON.parse(reply.body ?? '').details).toEqual(['body: holds a key twice']);
  });

  test('R79: looks at the origin before the body', async () => {
    const headers = { ...JSON_CLIENT, origin: 'https://evil.example' };
    const body = { status: 'refused', detail: 'body: holds a key twice' } as const;
    const reply = await answer(createWeb().web, VERIFY, { request: asked({ headers }), body, verify });
    expect(refusalOf(reply)).toBe('403 cross_origin');
  });

  test('R19, R81: whatever is thrown becomes a refusal, with every header', async () => {
    const thrower = () => Promise.reject(new Error('a secret of the host'));
    const reply = await answer(createWeb().web, VERIFY, { request: asked(), verify: thrower });
    expect(refusalOf(reply)).toBe('503 second_factor_unavailable');
    expect(reply.headers).toMatchObject(REPLY_HEADERS);
    expect(reply.body).not.toContain('secret of');
  });

  test('R22: runs the steps themselves', async () => {
    for (const name of ['show', 'enrolPhone', 'sendCode', 'stepUp'] as const) {
      const body = { status: 'read', value: name === 'enrolPhone' ? { phone: '0612345642' } : {} } as const;
      const reply = await answer(createWeb().web, { name }, { request: asked(), body, verify });
      expect([name, refusalOf(reply)]).toEqual([name, '401 sign_in_expired']);
    }
    const cancelled = await answer(createWeb().web, { name: 'cancel' }, { request: asked(), verify });
    expect(cancelled.status).toBe(204);
    const [style] = await Promise.all([
      answer(createWeb().web, { name: 'asset', file: 'no.css' }, { request: asked(), verify }),
    ]);
    expect(style?.status).toBe(404);
  });
});
