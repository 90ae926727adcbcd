import { describe, expect, test } from '@jest/globals';
import { assetReply, emptyReply, htmlReply, jsonReply, redirectReply, withCookies } from './web-reply.js';

const REPLIES = {
  json: jsonReply(200, { a: 'é' }),
  html: htmlReply(422, '<p>é</p>', { 'Retry-After': '5' }),
  redirect: redirectReply('/2fa'),
  empty: emptyReply(204),
};

describe.each(Object.entries(REPLIES))('a reply: %s', (_name, { headers }) => {
  test('R81: is stored nowhere, tells no referrer, is sniffed by nobody and framed by nobody', () => {
    expect(headers).toMatchObject({
      'Cache-Control': 'no-store',
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
      'Cross-Origin-Opener-Policy': 'same-origin',
      Vary: 'Accept',
    });
  });

  test('R81: loads nothing inline and nothing from elsewhere', () => {
    const policy = Object.fromEntries(
      (headers['Content-Security-Policy'] ?? '').split('; ').map((rule) => rule.split(' ', 2)),
    );
    expect(policy).toEqual({
      ...{ 'default-src': "'none'", 'script-src': "'self'", 'style-src': "'self'", 'img-src': "'self'" },
      'connect-src': "'self'",
      ...{ 'form-action': "'self'", 'frame-ancestors': "'none'", 'object-src': "'none'", 'base-uri': "'none'" },
    });
  });
});

describe('the kinds of reply', () => {
  test('have their status, type and body, and no cookie', () => {
    expect(REPLIES.json).toMatchObject({ status: 200, body: '{"a":"é"}', cookies: [] });
    expect(REPLIES.json.headers['Content-Type']).toBe('application/json; charset=utf-8');
    expect(REPLIES.html).toMatchObject({ status: 422, body: '<p>é</p>', headers: { 'Retry-After': '5' } });
    expect(REPLIES.html.headers['Content-Type']).toBe('text/html; charset=utf-8');
    expect(REPLIES.redirect).toMatchObject({ status: 303, headers: { Location: '/2fa' } });
    expect(REPLIES.empty.status).toBe(204);
    expect(['body' in REPLIES.redirect, 'body' in REPLIES.empty]).toEqual([false, false]);
  });

  test('a file of the pages may be kept for an hour, under the other headers of R81', () => {
    const { headers } = assetReply('text/css; charset=utf-8', 'a{}');
    expect(headers['Cache-Control']).toBe('public, max-age=3600');
    expect(headers['X-Content-Type-Options']).toBe('nosniff');
  });

  test('cookies are added, and the reply they are added to stays as it is', () => {
    const one = withCookies(REPLIES.empty, ['a=1']);
    expect(withCookies(one, ['b=2']).cookies).toEqual(['a=1', 'b=2']);
    expect([one.cookies, REPLIES.empty.cookies]).toEqual([['a=1'], []]);
  });
});
