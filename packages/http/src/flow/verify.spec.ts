import { describe, expect, test } from '@jest/globals';
import {
  atTheCode,
  BROWSER,
  bodyOf,
  Client,
  call,
  createEnrolled,
  JSON_CLIENT,
  pageOf,
  refusalOf,
} from '../spec/web.js';

describe('POST /2fa/verify', () => {
  test('of the right code: 200 and where to go, and the cookie is taken back', async () => {
    const client = await atTheCode();
    const reply = await client.call('verify', { code: client.host.sender.last.code });
    expect(reply.status).toBe(200);
    expect(bodyOf(reply)).toEqual({ status: 'signed_in', redirectTo: '/' });
    expect(reply.cookies).toEqual(['__Host-countersign=; Max-Age=0; Path=/; HttpOnly; Secure; SameSite=Lax']);
  });

  test('sends a browser on to the page first asked for', async () => {
    const client = new Client(await createEnrolled(), BROWSER);
    await client.call('logIn', undefined, { url: '/login?returnTo=/products' });
    const reply = await client.call('verify', { code: client.host.sender.last.code });
    expect(reply).toMatchObject({ status: 303, headers: { Location: '/products' } });
    expect(reply.cookies).toHaveLength(1);
  });

  test('carries what a token host adds', async () => {
    const { web } = await createEnrolled();
    const request = {
      method: 'POST',
      url: '/2fa/verify',
      headers: JSON_CLIENT,
      body: {},
      user: undefined,
      assurance: undefined,
      source: { headers: {} },
    };
    expect(bodyOf(web.signedIn(request, { returnTo: null, mark: null, device: null }, { access_token: 'x' }))).toEqual({
      ...{ status: 'signed_in', redirectTo: '/', access_token: 'x' },
    });
  });

  test('of a wrong code: 401 with the tries left, and the page again with what was wrong', async () => {
    const client = await atTheCode();
    const { reference } = client.host.sender.last;
    expect(bodyOf(await client.call('verify', { code: '314159' }))).toEqual({
      ...{ statusCode: 401, errorCode: 'code_wrong', message: 'That code is not right.', attemptsLeft: 4, reference },
    });
    const page = await client.twin(BROWSER).call('verify', { code: '314159' });
    expect(page.status).toBe(401);
    const text = pageOf(page).querySelector('main')?.textContent;
    expect(text).toContain('That code is not right.');
    expect(text).toContain('You have 3 tries left.');
    expect(pageOf(page).querySelector('form')?.getAttribute('action')).toBe('/2fa/verify');
  });

  test('R05: of an older code says so to its holder; from another browser it is an ordinary refusal', async () => {
    const client = await atTheCode();
    const old = client.host.sender.last.code;
    client.host.clock.advance(30_000);
    await client.call('sendCode', {});
    expect(refusalOf(await client.call('verify', { code: old }))).toBe('401 code_superseded');
    expect(refusalOf(await call(client.host, 'verify', { body: { code: old } }))).toBe('401 sign_in_expired');
  });

  test('R10: the fifth wrong one ends it, and a browser is shown the way back', async () => {
    const client = await atTheCode();
    for (let n = 0; n < 4; n++) await client.call('verify', { code: '314159' });
    const reply = await client.twin(BROWSER).call('verify', { code: '314159' });
    expect(reply.status).toBe(401);
    expect(pageOf(reply).querySelector('h1')?.textContent).toBe('Too many wrong codes');
    expect(pageOf(reply).querySelector('form')).toBe(null);
    expect(refusalOf(await client.call('verify', { code: client.host.sender.last.code }))).toBe('401 sign_in_expired');
  });

  test('of an expired code: 401, and a page that offers another', async () => {
    const client = await atTheCode();
    client.host.clock.advance(301_000);
    const { code } = client.host.sender.last;
    expect(refusalOf(await client.call('verify', { code }))).toBe('401 code_expired');
    const page = pageOf(await client.twin(BROWSER).call('verify', { code }));
    expect([...page.querySelectorAll('form')].map((form) => form.getAttribute('action'))).toEqual([
      '/2fa/code',
      '/2fa/cancel',
    ]);
  });
});

describe('answers to a sign-in that is not there', () => {
  /** The token of a sign-in after what has happened to it. */
  const DEAD: readonly [string, (client: Client) => Promise<void>][] = [
    ['expired', async ({ host }) => host.clock.advance(600_000)],
    [
      'used',
      async (client) => {
        await client.twin(JSON_CLIENT).call('verify', { code: client.host.sender.last.code });
      },
    ],
    [
      'cancelled',
      async (client) => {
        await client.twin(JSON_CLIENT).call('cancel');
      },
    ],
    [
      'spent',
      async (client) => {
        for (let n = 0; n < 5; n++) await client.twin(JSON_CLIENT).call('verify', { code: '314159' });
      },
    ],
  ];

  const NONE: readonly [string, object][] = [
    ['no cookie', {}],
    ['an unknown token', { cookie: `__Host-countersign=${'A'.repeat(16)}.${'B'.repeat(32)}` }],
    ['nonsense', { cookie: '__Host-countersign=nonsense' }],
    ['another name', { cookie: `countersign=${'A'.repeat(16)}.${'B'.repeat(32)}` }],
  ];

  const EXPECTED =
    '{"statusCode":401,"errorCode":"sign_in_expired","message":"Your sign-in has expired. Log in again."}';

  test.each(DEAD)('R20: are one, byte for byte: %s', async (_what, happen) => {
    const client = await atTheCode();
    const { code } = client.host.sender.last;
    await happen(client);
    for (const given of [code, '314159']) {
      const reply = await client.call('verify', { code: given });
      expect([reply.status, reply.body, reply.cookies]).toEqual([401, EXPECTED, []]);
    }
    expect((await client.call('show')).body).toBe(EXPECTED);
    expect((await client.call('sendCode', {})).body).toBe(EXPECTED);
  });

  test.each(NONE)('R20: are one, byte for byte: %s', async (_what, headers) => {
    const { host } = await atTheCode();
    const code = host.sender.last.code;
    const reply = await call(host, 'verify', { headers: { ...JSON_CLIENT, ...headers }, body: { code } });
    expect([reply.status, reply.body, reply.cookies]).toEqual([401, EXPECTED, []]);
  });

  test('R20: are one page, too', async () => {
    const pages = await Promise.all(
      DEAD.map(async ([, happen]) => {
        const client = await atTheCode(BROWSER);
        await happen(client);
        return (await client.call('verify', { code: '314159' })).body;
      }),
    );
    expect(new Set(pages).size).toBe(1);
  });

  test('R04: another’s code is a wrong one', async () => {
    const [mine, other] = [await atTheCode(), await atTheCode()];
    const code = other.host.sender.last.code;
    if (code === mine.host.sender.last.code) return;
    expect(refusalOf(await mine.call('verify', { code }))).toBe('401 code_wrong');
  });
});

describe('a body that is no answer', () => {
  const PAYLOADS: readonly unknown[] = [
    ...[undefined, null, {}, [], 'text', 493817, { code: undefined }, { code: null }, { code: '' }, { code: ' ' }],
    ...[{ code: 493817 }, { code: true }, { code: false }, { code: [] }, { code: ['493817'] }, { code: {} }],
    ...[{ code: { $ne: '' } }, { code: '49381' }, { code: '4938170' }, { code: '49381x' }, { code: '４９３８１７' }],
    ...[{ code: '٤٩٣٨١٧' }, { code: '493817'.padEnd(65) }, { code: '1'.repeat(1_000) }, { code: '493817\u0000' }],
    ...[{ Code: '493817' }, { code: '493817', userId: 'bob' }, { code: '493817', otpRequired: false }],
    ...[
      { code: '493817', bypass_otp: '1' },
      { code: '493817', trusted: true },
      { code: '493817', method: 'email' },
    ],
    ...[{ code: '493817', trustDevice: 'yes' }, [{ code: '493817' }], { code: '+493817' }, { code: '4.93817e5' }],
  ];

  test.each(PAYLOADS.map((body) => [body]))('R07, R18, R21: %j is 400, and nothing is evaluated', async (body) => {
    const client = await atTheCode();
    expect(refusalOf(await client.call('verify', body))).toBe('400 bad_request');
    expect(bodyOf(await client.call('show'))).toMatchObject({ code: { attemptsLeft: 5 } });
  });

  test.each([
    { code: '' },
    { code: 'abc' },
    { code: '12' },
    { code: '493817 or 502846' },
    { code: '1', skip: '1' },
    {},
  ])('R18: %j from the page is 400, on the page', async (body) => {
    const client = await atTheCode(BROWSER);
    const reply = await client.call('verify', body);
    expect(reply.status).toBe(400);
    expect(pageOf(reply).querySelector('form')?.getAttribute('action')).toBe('/2fa/verify');
    expect(bodyOf(await client.twin(JSON_CLIENT).call('show'))).toMatchObject({ code: { attemptsLeft: 5 } });
  });
});

describe('a code as it is typed', () => {
  const spread = (code: string) => `${code.slice(0, 3)}\u00a0${code.slice(3)}`;
  const wide = (code: string) => code.replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)));

  test('R82: is taken from the page in any spelling, the whole message too', async () => {
    const spellings = [spread, wide, (code: string) => `Code: ${code}.`];
    for (const spell of spellings) {
      const client = await atTheCode(BROWSER);
      const reply = await client.call('verify', { code: spell(client.host.sender.last.code) });
      expect(reply.status).toBe(303);
    }
    const client = await atTheCode(BROWSER);
    expect((await client.call('verify', { code: client.host.sender.last.text })).status).toBe(303);
  });

  test('R18: is not taken so from an API client', async () => {
    const client = await atTheCode();
    const { code, text } = client.host.sender.last;
    for (const given of [spread(code), wide(code), text]) {
      expect(refusalOf(await client.call('verify', { code: given }))).toBe('400 bad_request');
    }
    expect((await client.call('verify', { code: `${code.slice(0, 3)}-${code.slice(3)}` })).status).toBe(200);
  });
});
