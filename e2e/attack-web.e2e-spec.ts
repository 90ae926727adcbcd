import type { Visitor, VisitorOptions } from '@countersign/support';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { DAY, guess, outcomeOf, visitorAt } from './harness/attack.js';
import { everyAnswer } from './harness/every-answer.js';
import { awaitCode, enrol, logIn, PEOPLE } from './harness/people.js';
import { ORIGIN, startSecureSystem } from './harness/secure-system.js';
import { UNSAFE_RETURNS } from './harness/spellings.js';
import type { System } from './harness/system.js';

const { phone, username, password } = PEOPLE.alice;

let system: System;
beforeAll(async () => {
  system = await startSecureSystem(2);
}, 120_000);
afterAll(() => system?.[Symbol.asyncDispose]());
beforeEach(() => system.forget());

/** Somebody behind the proxy that ends TLS, at each process in turn. */
function behindTls(turn = 0, { headers, ...options }: VisitorOptions = {}): Visitor {
  return visitorAt(system, turn, { ...options, headers: { 'x-forwarded-proto': 'https', ...headers } });
}

async function atCode(): Promise<{ visitor: Visitor; code: string }> {
  await enrol(system, behindTls(), 'alice');
  const visitor = behindTls(1);
  const code = await awaitCode(system, visitor, 'alice');
  await system.pass(30);
  system.twilio.reset();
  return { visitor, code };
}

/** All that the second step and the console's sessions keep, but for the alarm's count: it is added up to a minute later. */
async function kept(): Promise<Record<string, string | null>> {
  const keys = (await system.keys.keys('*')).filter((key) => key !== 'cs:{all}:tally').sort();
  return Object.fromEntries(await Promise.all(keys.map(async (key) => [key, await system.keys.get(key)] as const)));
}

describe('R79: a change that another site starts', () => {
  const POSTS: [string, (code: string) => object][] = [
    ['/2fa/verify', (code) => ({ code })],
    ['/2fa/code', () => ({})],
    ['/2fa/phone', () => ({ phone: '+31612345699' })],
    ['/2fa/step-up', () => ({})],
    ['/2fa/cancel', () => ({})],
    ['/2fa/not-me', () => ({ token: 'x' })],
  ];
  const FOREIGN: Record<string, string>[] = [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'http://manage.example.com' },
    { origin: `${ORIGIN}.evil.example` },
    { origin: `${ORIGIN}:8443` },
    { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site', origin: 'https://other.example.com' },
    { origin: 'https://evil.example', referer: `${ORIGIN}/2fa` },
    { origin: 'https://evil.example', host: 'evil.example', 'x-forwarded-host': 'evil.example' },
  ];

  test.each(POSTS)('R79: POST %s is refused and changes nothing', async (path, bodyOf) => {
    const { visitor, code } = await atCode();
    const before = await kept();
    for (const headers of FOREIGN) {
      for (const options of [{ accept: 'json' }, { accept: 'html', bodyFormat: 'form' }] as const) {
        const answer = await visitor.post(path, bodyOf(code), { headers, ...options });
        expect([headers, answer.status, answer.headers.getSetCookie()]).toEqual([headers, 403, []]);
        expect(await answer.text()).toMatch(/cross_origin|another site/);
      }
    }
    for (const type of ['text/plain', 'text/plain;application/json', 'multipart/form-data; boundary=x', '']) {
      const answer = visitor.post(path, JSON.stringify(bodyOf(code)), { headers: { 'content-type': type } });
      expect([type, await outcomeOf(answer)]).toEqual([type, '400 bad_request']);
    }
    expect([await kept(), system.twilio.requests]).toEqual([before, []]);
    const own = { origin: ORIGIN, 'sec-fetch-site': 'same-origin' };
    expect(await outcomeOf(visitor.post('/2fa/verify', { code }, { headers: own }))).toBe('200 signed_in');
  });

  test('R79: no GET, nor another verb, sends, verifies, enrols or cancels', async () => {
    const { visitor, code } = await atCode();
    const before = await kept();
    const query = `code=${code}&phone=%2B31612345699&channel=sms&resend=1&_method=POST`;
    const override = { 'x-http-method-override': 'POST', 'x-method-override': 'POST' };
    for (const method of ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE']) {
      for (const [path] of POSTS) {
        const answer = await visitor.request(method, `${path}?${query}`, undefined, { headers: override });
        expect([method, path, answer.status]).toEqual([method, path, 404]);
      }
    }
    for (const accept of ['json', 'html'] as const) {
      expect((await visitor.get(`/2fa?${query}`, { accept, headers: override })).status).toBe(200);
    }
    expect([await kept(), system.twilio.requests]).toEqual([before, []]);
  });

  test('R79: another site can neither log a browser in nor out', async () => {
    const visitor = behindTls();
    await enrol(system, visitor, 'alice');
    system.twilio.reset();
    const before = await kept();
    const { headers, ...form } = {
      headers: { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
      accept: 'html',
      bodyFormat: 'form',
    } as const;
    expect((await visitor.post('/login', { username, password }, { headers, ...form })).status).toBe(403);
    expect((await visitor.post('/logout', {}, { headers, ...form })).status).toBe(403);
    expect([await kept(), system.twilio.requests]).toEqual([before, []]);
  });
});

test('R80: every cookie of the whole way is bound to this host, to https, to no script, and to this run of the browser', async () => {
  const visitor = behindTls();
  await enrol(system, visitor, 'alice');
  await visitor.post('/2fa/step-up');
  await visitor.post('/2fa/verify', { code: system.twilio.lastCode() });
  await visitor.post('/login', { username, password }, { accept: 'html', bodyFormat: 'form' });
  await guess(system, visitor, system.twilio.lastCode(), 1);
  await visitor.post('/2fa/verify', { code: system.twilio.lastCode() }, { accept: 'html', bodyFormat: 'form' });
  await visitor.post('/logout');
  await logIn(visitor, 'alice');
  await visitor.post('/2fa/cancel');
  const names = new Set<string>();
  for (const line of visitor.setCookies) {
    const [pair = '', ...attributes] = line.split('; ').map((part) => part.toLowerCase());
    const removal = /=$/.test(pair);
    const lasting = attributes.filter((attribute) => /^(max-age|expires)=/.test(attribute));
    names.add(`${line.split('=')[0]}${removal ? ' removed' : ''}`);
    expect(attributes.filter((attribute) => !lasting.includes(attribute)).sort()).toEqual([
      ...['httponly', 'path=/', 'samesite=lax', 'secure'],
    ]);
    expect([line, lasting.length]).toEqual([line, removal ? 1 : 0]);
    if (removal) expect(lasting[0]).toMatch(/^(max-age=0|expires=thu, 01 jan 1970 .*)$/);
  }
  const own = ['__Host-countersign', '__Host-session'];
  expect([...names].sort()).toEqual(own.flatMap((name) => [name, `${name} removed`]));
  expect(visitor.setCookies.length).toBeGreaterThanOrEqual(12);
});

test('R80: over plain http no session is given away', async () => {
  const plain = visitorAt(system, 0);
  await logIn(plain, 'alice');
  await plain.post('/2fa/phone', { phone });
  await plain.post('/2fa/verify', { code: system.twilio.lastCode() });
  expect([...plain.jar.keys()]).toEqual([]);
  for (const line of plain.setCookies) expect(line).toMatch(/^__Host-.*; Secure/);
});

describe('R81: what goes back', () => {
  /** The directives of an answer's Content-Security-Policy. */
  function policyOf({ headers }: Response): Record<string, string> {
    const rules = (headers.get('content-security-policy') ?? '').split('; ');
    return Object.fromEntries(rules.map((rule) => [rule.split(' ', 1)[0], rule.replace(/^\S+ /, '')]));
  }

  const KINDS = [
    ['json', [200, 202, 204, 400, 401, 403, 404, 409, 422, 429, 502]],
    ['html', [200, 303, 400, 401, 403, 404, 409, 422, 429, 502]],
  ] as const;
  test.each(KINDS)('R81: is kept by nobody, framed by nobody and tells no referrer (%s)', async (accept, statuses) => {
    const visitor = behindTls(0, { accept, bodyFormat: accept === 'html' ? 'form' : 'json' });
    const all = await everyAnswer(system, visitor);
    expect([...new Set([...all.values()].map(({ status }) => status))].sort()).toEqual([...statuses]);
    const none = "'none'";
    for (const [name, answer] of all) {
      expect([name, Object.fromEntries(answer.headers)]).toEqual([
        name,
        expect.objectContaining({
          ...{ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer', 'x-content-type-options': 'nosniff' },
          'cross-origin-opener-policy': 'same-origin',
        }),
      ]);
      const { 'frame-ancestors': frames, 'object-src': objects, 'base-uri': base, ...others } = policyOf(answer);
      expect([name, frames, objects, base, others['default-src']]).toEqual([name, none, none, none, none]);
      expect(Object.values(others).filter((sources) => sources !== none && sources !== "'self'")).toEqual([]);
      expect([name, answer.headers.get('access-control-allow-origin')]).toEqual([name, null]);
    }
  });

  test('R81: an unsafe returnTo, in the address or in the body, leads to the default page', async () => {
    await enrol(system, behindTls(), 'alice');
    for (const returnTo of UNSAFE_RETURNS) {
      await system.pass(DAY);
      for (const query of [`?${new URLSearchParams({ returnTo })}`, '']) {
        const visitor = behindTls(0, { accept: 'html', bodyFormat: 'form' });
        await visitor.post(`/login${query}`, { username, password, ...(query === '' && { returnTo }) });
        const answer = await visitor.post(`/2fa/verify${query}`, { code: system.twilio.lastCode() });
        expect([returnTo, answer.status, answer.headers.get('location')]).toEqual([returnTo, 303, '/']);
        expect(answer.headers.getSetCookie().join()).not.toContain('x=1');
      }
    }
  });

  test('R81: a page of this site that was asked for is opened, and kept on the server only', async () => {
    await enrol(system, behindTls(), 'alice');
    const visitor = behindTls();
    await visitor.post('/login?returnTo=/products%3Fpage=2', { username, password });
    const answer = await visitor.post('/2fa/verify?returnTo=/administrators', { code: system.twilio.lastCode() });
    expect(await answer.json()).toEqual({ status: 'signed_in', redirectTo: '/products?page=2' });
  });
});
