import type { PasskeyOptions } from '@countersign/core';
import { SoftwareAuthenticator } from '@countersign/core/testing';
import { describe, expect, test } from '@jest/globals';
import type { WebReply } from '../replies/web-reply.js';
import {
  BROWSER,
  bodyOf,
  Client,
  createEnrolled,
  createWeb,
  JSON_CLIENT,
  pageOf,
  proof,
  refusalOf,
  type Web,
} from '../spec/web.js';

const ORIGIN = 'https://manage.example.com';

/** What the browser is asked for: the script of the pages asks for JSON, whoever runs it. */
async function asked(client: Client): Promise<PasskeyOptions> {
  const reply = await client.call('passkeyOptions', undefined, { headers: { accept: 'application/json' } });
  expect(reply.status).toBe(200);
  return bodyOf(reply) as unknown as PasskeyOptions;
}

/** A host whose Alice has registered a passkey at her first log-in. */
async function withPasskey(name?: string): Promise<Web & { device: SoftwareAuthenticator }> {
  const host = createWeb();
  const device = new SoftwareAuthenticator(ORIGIN);
  const client = new Client(host);
  await client.call('logIn');
  const credential = device.create(await asked(client));
  const reply = await client.call('verify', { method: 'passkey', credential, ...(name && { name }) });
  expect([reply.status, bodyOf(reply)]).toMatchObject([200, { status: 'signed_in', redirectTo: '/' }]);
  return { ...host, device };
}

/** A client of hers after the password. */
async function atThePasskey(headers = JSON_CLIENT) {
  const host = await withPasskey();
  const client = new Client(host, headers);
  await client.call('logIn');
  return { ...host, client };
}

const fieldsOf = (reply: WebReply) =>
  [...pageOf(reply).querySelectorAll('form[data-passkey] [name]')].map((field) => field.getAttribute('name'));

describe('POST /2fa/passkey', () => {
  test('asks for a new passkey at the first log-in, and from then on for that one', async () => {
    const { factors, client, device } = await atThePasskey();
    expect((await factors.factors('alice')).map(({ kind, name }) => [kind, name])).toEqual([
      ['passkey', 'Security key'],
    ]);
    const options = await asked(client);
    expect(options).toMatchObject({ rpId: 'manage.example.com', allowCredentials: [{ id: device.ids[0] }] });
    const reply = await client.call('verify', { method: 'passkey', credential: device.get(options) });
    expect([reply.status, bodyOf(reply)]).toMatchObject([200, { status: 'signed_in' }]);
  });

  test('R22: is nothing without a password', async () => {
    expect(refusalOf(await new Client(createWeb()).call('passkeyOptions'))).toBe('401 sign_in_expired');
  });

  test('R22, R67: opens the second step of a session that has not proved it, and gives what carries it', async () => {
    const { device, ...host } = await withPasskey();
    const session = { user: host.alice, assurance: proof(host, { amr: ['pwd'], verifiedAt: null }) };
    const client = new Client(host);
    const reply = await client.call('passkeyOptions', undefined, session);
    expect([reply.cookies.length, bodyOf(reply).token]).toEqual([1, undefined]);
    const credential = device.get(bodyOf(reply) as unknown as PasskeyOptions);
    expect(await client.call('verify', { method: 'passkey', credential }, session)).toMatchObject({ status: 200 });
    const headers = { ...JSON_CLIENT, prefer: 'countersign=bearer' };
    const bearer = await new Client(host).call('passkeyOptions', undefined, { ...session, headers });
    expect([bearer.cookies, bodyOf(bearer)]).toMatchObject([
      [],
      { token: expect.any(String), rpId: expect.any(String) },
    ]);
  });

  test('R79: is not for another site’s page', async () => {
    const { client } = await atThePasskey();
    const headers = { ...JSON_CLIENT, 'sec-fetch-site': 'cross-site' };
    expect(refusalOf(await client.call('passkeyOptions', undefined, { headers }))).toBe('403 cross_origin');
  });

  test('R21: takes no fields', async () => {
    const { client } = await atThePasskey();
    expect(refusalOf(await client.call('passkeyOptions', { subject: 'bob' }))).toBe('400 bad_request');
  });
});

describe('POST /2fa/verify by a passkey', () => {
  test.each<[string, (credential: object) => object]>([
    ['with a code', (credential) => ({ method: 'passkey', credential, code: '314159' })],
    ['without a credential', () => ({ method: 'passkey' })],
    ['with the page’s text', (credential) => ({ method: 'passkey', credential: JSON.stringify(credential) })],
    ['with a list', (credential) => ({ method: 'passkey', credential: [credential] })],
    ['with a name that is none', (credential) => ({ method: 'passkey', credential, name: ['Blue key'] })],
    ['without its method', (credential) => ({ credential })],
    ['beside a code', (credential) => ({ code: '314159', credential })],
    ['as a text message', (credential) => ({ code: '314159', method: 'sms', credential })],
    ['with a name for a code', () => ({ code: '314159', name: 'Blue key' })],
  ])('R21: %s is a bad request, and not charged', async (_, body) => {
    const host = createWeb();
    const client = new Client(host);
    await client.call('logIn');
    const credential = new SoftwareAuthenticator(ORIGIN).create(await asked(client));
    expect(refusalOf(await client.call('verify', body(credential)))).toBe('400 bad_request');
    expect((await host.factors.failures('alice')).inThirtyDays).toBe(0);
    expect(await client.call('verify', { method: 'passkey', credential })).toMatchObject({ status: 200 });
  });

  test('R09: a wrong one says how many are left', async () => {
    const { client, device } = await atThePasskey();
    const credential = device.get(await asked(client), { origin: 'https://evil.example' });
    const reply = await client.call('verify', { method: 'passkey', credential });
    expect([refusalOf(reply), bodyOf(reply).attemptsLeft]).toEqual(['401 code_wrong', 4]);
  });
});

describe('the pages', () => {
  test('offer a passkey beside the phone at the first log-in, under a name', async () => {
    const host = createWeb();
    const client = new Client(host, BROWSER);
    await client.call('logIn');
    expect(fieldsOf(await client.call('show'))).toEqual(['name', 'method', 'credential']);
    const options = await asked(client);
    expect(fieldsOf(await client.call('show'))).toEqual(['name', 'method', 'credential']);
    const credential = JSON.stringify(new SoftwareAuthenticator(ORIGIN).create(options));
    const refused = await client.call('verify', { method: 'passkey', credential, name: 'two\nlines' });
    expect([refused.status, pageOf(refused).getElementById('name')?.getAttribute('aria-invalid')]).toEqual([
      400,
      'true',
    ]);
    const reply = await client.call('verify', { method: 'passkey', credential, name: 'Blue key' });
    expect([reply.status, reply.headers.Location]).toEqual([303, '/']);
    expect((await host.factors.factors('alice')).map(({ name }) => name)).toEqual(['Blue key']);
  });

  test('ask for it, say when it was not accepted, and load its script from here', async () => {
    const { client, device } = await atThePasskey(BROWSER);
    const shown = await client.call('show');
    expect([shown.status, pageOf(shown).querySelector('h1')?.textContent]).toEqual([200, 'Use your passkey']);
    expect(pageOf(shown).querySelector('main script')?.getAttribute('src')).toBe('/2fa/assets/passkey.js');
    const wrong = JSON.stringify(device.get(await asked(client), { origin: 'https://evil.example' }));
    const refused = await client.call('verify', { method: 'passkey', credential: wrong });
    expect(refused.status).toBe(401);
    expect(pageOf(refused).querySelector('[data-error-summary]')?.textContent).toMatch(
      /That passkey was not accepted\..*You have 4 tries left\./,
    );
    expect(fieldsOf(refused)).toEqual(['method', 'credential']);
    const none = await client.call('verify', { method: 'passkey', credential: '' });
    expect([none.status, fieldsOf(none)]).toEqual([400, ['method', 'credential']]);
    const credential = JSON.stringify(device.get(await asked(client)));
    expect(await client.call('verify', { method: 'passkey', credential })).toMatchObject({ status: 303 });
  });

  test('without scripts say that it needs them', async () => {
    const { client } = await atThePasskey(BROWSER);
    const page = pageOf(await client.call('show'));
    expect(page.querySelector('form[data-passkey]')?.hasAttribute('hidden')).toBe(true);
    expect(page.querySelector('noscript')?.textContent).toMatch(/^A passkey needs scripts/);
  });

  test('have it among the other ways, where a phone comes first, and the phone where that does', async () => {
    const host = await createEnrolled();
    // As its owner would add it.
    const { device, ...elsewhere } = await withPasskey();
    const [passkey] = await elsewhere.factors.factors('alice');
    if (!passkey) throw new Error('not registered');
    await host.factors.enrol('alice', passkey, { first: false });
    const client = new Client(host, BROWSER);
    await client.call('logIn');
    const first = pageOf(await client.call('show'));
    expect(first.querySelector('h1')?.textContent).toBe('Use your passkey');
    expect([...first.querySelectorAll('.another-way form')].map((form) => form.getAttribute('action'))).toEqual([
      '/2fa/code',
    ]);
    await client.call('sendCode', { channel: 'sms' });
    const second = await client.call('show');
    expect(pageOf(second).querySelector('h1')?.textContent).toBe('Verify code');
    expect(pageOf(second).querySelectorAll('.another-way form[data-passkey]')).toHaveLength(1);
    const credential = JSON.stringify(device.get(await asked(client)));
    expect(await client.call('verify', { method: 'passkey', credential })).toMatchObject({ status: 303 });
  });
});
