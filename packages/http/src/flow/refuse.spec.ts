import { ERROR_CODES, SecondFactorError } from '@countersign/core';
import { describe, expect, test } from '@jest/globals';
import { ERROR_STATUS } from '../replies/status-table.js';
import {
  atTheCode,
  BROWSER,
  bodyOf,
  Client,
  call,
  createWeb,
  JSON_CLIENT,
  pageOf,
  type Route,
  refusalOf,
} from '../spec/web.js';

const said = { method: 'POST', url: '/2fa/verify', body: undefined, source: { headers: {} } };
const nobody = { ...said, user: undefined, assurance: undefined };

describe('every refusal', () => {
  test.each(ERROR_CODES)('R81: has its status and all reply headers, as JSON and as a page: %s', async (code) => {
    const { web } = createWeb();
    const error = new SecondFactorError(code, { retryAfterSeconds: 7 });
    for (const headers of [JSON_CLIENT, BROWSER]) {
      const reply = await web.refuse({ ...nobody, headers }, error);
      expect(reply.status).toBe(ERROR_STATUS[code]);
      expect(reply.cookies).toEqual([]);
      expect(reply.headers).toMatchObject({
        ...{ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer', 'X-Content-Type-Options': 'nosniff' },
        ...{ 'Retry-After': '7', 'Content-Security-Policy': expect.stringContaining("frame-ancestors 'none'") },
      });
      expect(reply.body).toContain(headers === JSON_CLIENT ? `"errorCode":"${code}"` : error.message.slice(0, 20));
    }
  });

  test.each(ERROR_CODES)('without a sign-in is a page with a way back: %s', async (code) => {
    const reply = await createWeb().web.refuse({ ...nobody, headers: BROWSER }, new SecondFactorError(code));
    const page = pageOf(reply);
    expect(page.querySelectorAll('h1')).toHaveLength(1);
    expect([...page.querySelectorAll('a.button')].at(-1)?.getAttribute('href')).toBe('/login');
  });
});

test('R12: who has only to wait keeps the page, with the code still to be entered', async () => {
  const client = await atTheCode(BROWSER);
  const thief = client.twin(JSON_CLIENT);
  for (let tries = 0; tries < 4; tries++) await thief.call('verify', { code: '314159' });
  const other = new Client(client.host, BROWSER);
  await other.call('logIn');
  const { code } = client.host.sender.last;
  await thief.call('verify', { code: '314159' });
  const reply = await other.call('verify', { code });
  expect([reply.status, reply.headers['Retry-After']]).toEqual([429, '30']);
  expect(pageOf(reply).getElementById('answer-wait')?.textContent).toBe('You can try again in 30 seconds.');
  client.host.clock.advance(30_000);
  expect((await other.call('verify', { code })).status).toBe(303);
});

describe('whatever else is thrown', () => {
  test.each([new Error('sentinel'), 'sentinel', undefined, null, { code: 'sign_in_expired' }])(
    'R19, R76: is an outage, and is not repeated (%#)',
    async (thrown) => {
      const { web, log } = createWeb();
      const reply = await web.refuse({ ...nobody, headers: JSON_CLIENT }, thrown);
      expect(refusalOf(reply)).toBe('503 second_factor_unavailable');
      expect(reply.headers['Retry-After']).toBe('30');
      expect(bodyOf(reply).retryAfterSeconds).toBe(30);
      expect(reply.body).not.toContain('sentinel');
      const page = await web.refuse({ ...nobody, headers: BROWSER }, thrown);
      expect(page.status).toBe(503);
      expect(page.body).not.toContain('sentinel');
      expect(log).toHaveLength(2);
      expect(log.join()).not.toContain('sentinel');
    },
  );

  test('R76: is told to the operator by its name alone; a refusal is not', async () => {
    const { web, log } = createWeb();
    const thrown = [new TypeError('sentinel'), Object.assign(new Error('x'), { name: 'StoreDown' }), 'sentinel', null];
    for (const each of thrown) await web.refuse({ ...nobody, headers: JSON_CLIENT }, each);
    await web.refuse({ ...nobody, headers: JSON_CLIENT }, new SecondFactorError('second_factor_unavailable'));
    const names = ['TypeError', 'StoreDown', 'string', 'object'];
    expect(log).toEqual(names.map((name) => `error: A request failed: ${name}`));
  });
});

test.each(['http://x:99999/2fa/verify', '//', 'http://[', '', '*', '/2fa?returnTo=%'])(
  'a request that names itself %j has a reply like any other',
  async (url) => {
    const host = createWeb();
    for (const headers of [JSON_CLIENT, BROWSER]) {
      const body = { code: '493817' };
      expect((await call(host, 'verify', { url, headers, body })).status).toBe(401);
      expect([202, 303]).toContain((await call(host, 'logIn', { url, headers })).status);
    }
  },
);

describe('a store that does not answer', () => {
  const routes: readonly Route[] = ['show', 'enrolPhone', 'sendCode', 'verify', 'cancel', 'logIn'];

  test.each(routes)('R83: makes %s answer 503 with Retry-After, and send nothing', async (route) => {
    const client = await atTheCode();
    const { pending, sender } = client.host;
    const down = () => Promise.reject(new Error('sentinel'));
    Object.assign(pending, { open: down, read: down, issue: down, verify: down, close: down });
    const bodies: Partial<Record<Route, object>> = {
      verify: { code: sender.last.code },
      enrolPhone: { phone: '06 12345642' },
    };
    const reply = await client.call(route, bodies[route]);
    expect(refusalOf(reply)).toBe('503 second_factor_unavailable');
    expect(reply.headers['Retry-After']).toBe('30');
    expect(sender.sent).toHaveLength(1);
  });
});

describe('a sign-in that has expired under a session', () => {
  test('sends a browser to where the session stands', async () => {
    const host = createWeb();
    const body = { code: '493817' };
    const reply = await call(host, 'verify', { user: host.alice, headers: BROWSER, body });
    expect(reply).toMatchObject({ status: 303, headers: { Location: '/2fa' } });
    expect(refusalOf(await call(host, 'verify', { user: host.alice, body }))).toBe('401 sign_in_expired');
  });
});

describe('a request of another site', () => {
  const EVIL = { ...BROWSER, 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' };
  const routes: readonly Route[] = ['enrolPhone', 'sendCode', 'stepUp', 'cancel', 'verify', 'logIn'];

  test.each(routes)('R79: has no effect on %s', async (route) => {
    const client = await atTheCode();
    const { host } = client;
    const before = (await client.call('show')).body;
    const [sent, events] = [host.sender.sent.length, host.sink.events.length];
    for (const headers of [EVIL, { ...EVIL, accept: 'application/json' }]) {
      const reply = await client.call(route, { code: host.sender.last.code }, { headers, user: host.alice });
      expect([reply.status, reply.cookies]).toEqual([403, []]);
    }
    expect((await client.call('show')).body).toBe(before);
    expect([host.sender.sent.length, host.sink.events.length]).toEqual([sent, events]);
  });
});
