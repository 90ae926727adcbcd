import { TotpSecret } from '@countersign/core';
import { describe, expect, test } from '@jest/globals';
import { BROWSER, bodyOf, Client, createWeb, pageOf, refusalOf, type Web } from '../spec/web.js';

/** What the app shows now. */
function codeOf({ clock }: Web, secret: string): string {
  return new TotpSecret(secret).codeAt(Math.floor(clock.now() / 30_000)).reveal();
}

interface Shown {
  readonly totp: { readonly secret: string; readonly uri: string };
}

async function secretShownTo(client: Client): Promise<string> {
  return (bodyOf(await client.call('enrolTotp')) as unknown as Shown).totp.secret;
}

/** Alice with an app, some steps later. */
async function createWithApp(): Promise<{ readonly host: Web; readonly secret: string }> {
  const host = createWeb();
  const client = new Client(host);
  await client.call('logIn');
  const secret = await secretShownTo(client);
  await client.call('verify', { code: codeOf(host, secret) });
  host.clock.advance(90_000);
  return { host, secret };
}

describe('POST /2fa/totp', () => {
  test('R61, R65: answers 202 with what the app is set up by, and takes nothing from the client', async () => {
    const client = new Client(createWeb());
    await client.call('logIn');
    expect(refusalOf(await client.call('enrolTotp', { secret: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ' }))).toBe(
      '400 bad_request',
    );
    const reply = await client.call('enrolTotp');
    expect([reply.status, reply.headers['Cache-Control']]).toEqual([202, 'no-store']);
    expect(bodyOf(reply)).toMatchObject({ status: 'code_required', method: 'totp', totp: { uri: expect.any(String) } });
  });

  test('R33: is refused where there is a factor, and without a sign-in', async () => {
    const { host } = await createWithApp();
    const client = new Client(host);
    expect(refusalOf(await client.call('enrolTotp'))).toBe('401 sign_in_expired');
    await client.call('logIn');
    expect(refusalOf(await client.call('enrolTotp'))).toBe('403 enrolment_not_allowed');
  });
});

describe('the pages of an authenticator app', () => {
  test('R40, R65: register it without scripts: the code is drawn here, the key stands beside it', async () => {
    const host = createWeb();
    const client = new Client(host, BROWSER);
    await client.call('logIn');
    const choice = pageOf(await client.call('show'));
    expect(choice.querySelector('form[action="/2fa/totp"] button')?.textContent).toContain('authenticator app');
    expect((await client.call('enrolTotp')).headers.Location).toBe('/2fa');
    const page = pageOf(await client.call('show'));
    expect(page.querySelector('[role=img] svg path')).not.toBeNull();
    expect(page.documentElement.innerHTML).not.toMatch(/<img|https?:\/\/(?!www\.w3\.org)/);
    const secret = page.querySelector('.secret')?.textContent?.replace(/\s/g, '') ?? '';
    const wrong = pageOf(await client.call('verify', { code: '000 000', method: 'totp' }));
    expect(wrong.querySelector('.secret')?.textContent?.replace(/\s/g, '')).toBe(secret);
    const [first, second] = [codeOf(host, secret).slice(0, 3), codeOf(host, secret).slice(3)];
    const done = await client.call('verify', { code: `${first} ${second}`, method: 'totp' });
    expect([done.status, done.headers.Location]).toEqual([303, '/']);
    expect(JSON.stringify(await client.call('show'))).not.toContain(secret);
  });

  test('R47, R82: ask for its code, one labelled field, and say what is wrong', async () => {
    const { host, secret } = await createWithApp();
    const client = new Client(host, BROWSER);
    await client.call('logIn');
    const page = pageOf(await client.call('show'));
    const field = page.querySelector('#code');
    expect(page.querySelector('label[for=code]')?.textContent).toBe('6-digit code of the app');
    expect([field?.getAttribute('inputmode'), field?.getAttribute('autocomplete')]).toEqual([
      'numeric',
      'one-time-code',
    ]);
    expect(page.querySelector('details')).toBeNull();
    const refused = await client.call('verify', { code: '000000', method: 'totp' });
    expect([refused.status, pageOf(refused).querySelector('#code')?.getAttribute('aria-invalid')]).toEqual([
      401,
      'true',
    ]);
    expect((await client.call('verify', { code: codeOf(host, secret), method: 'totp' })).status).toBe(303);
    expect(host.sender.sent).toEqual([]);
  });
});

test('R18: the code of an app is six digits as strictly as that of a message', async () => {
  const { host, secret } = await createWithApp();
  const client = new Client(host);
  await client.call('logIn');
  for (const code of ['', '12345', '1234567', '１２３４５６', ['000000'], 123_456, null, '12345x']) {
    expect(refusalOf(await client.call('verify', { code, method: 'totp' }))).toBe('400 bad_request');
  }
  expect(await client.call('verify', { code: codeOf(host, secret) })).toMatchObject({ status: 200 });
});

test('R40: where texts alone can be used, the operator is told at the start', async () => {
  const warned = async (methods: readonly ('sms' | 'totp')[]) => {
    const host = createWeb({ methods });
    await host.web.checkStore();
    return host.log.filter((line) => line.startsWith('warn: Text messages are a restricted')).length;
  };
  expect([await warned(['sms']), await warned(['sms', 'totp'])]).toEqual([1, 0]);
});
