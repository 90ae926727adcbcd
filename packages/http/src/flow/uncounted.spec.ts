import { type Method, TotpSecret } from '@countersign/core';
import { expect, test } from '@jest/globals';
import { BROWSER, bodyOf, Client, createEnrolled, pageOf, proof, refusalOf, type Web } from '../spec/web.js';

/** A host whose Alice has a phone, and whose policy has come to count an app or a passkey alone. */
async function createTightened(): Promise<Web> {
  const methods: Method[] = ['sms'];
  const host = await createEnrolled({ policy: () => ({ requirement: 'required', methods }), trustedDevices: {} });
  methods.splice(0, 1, 'totp', 'passkey');
  return host;
}

const said = (page: Document) => page.querySelector('main')?.textContent ?? '';
const heading = (page: Document) => page.querySelector('h1')?.textContent;

/** What an app shows that was set up by the key on a page. */
function codeOn(page: Document, { clock }: Web): string {
  const secret = page.querySelector('.secret code')?.textContent?.replaceAll(' ', '') ?? '';
  return new TotpSecret(secret).codeAt(Math.floor(clock.now() / 30_000)).reveal();
}

test('R33, R47: a browser is told why, confirms by its phone, adds an app without scripts, and only then is signed in', async () => {
  const host = await createTightened();
  const client = new Client(host, BROWSER);
  await client.call('logIn');
  const asked = pageOf(await client.call('show'));
  expect(said(asked)).toContain('Your organisation asks for a stronger second step. Confirm with what you have');
  expect(asked.querySelector('[name=trustDevice]')).toBeNull();
  const led = await client.call('verify', { code: host.sender.last.code });
  expect([led.status, led.headers.Location, led.cookies.length]).toEqual([303, '/2fa', 1]);
  const choice = pageOf(await client.call('show'));
  expect([heading(choice), choice.querySelector('form[action="/2fa/phone"]')]).toEqual([
    ...['Add a stronger second step', null],
  ]);
  expect(said(choice)).toContain('it takes the place of what you had');
  await client.call('enrolTotp');
  const code = codeOn(pageOf(await client.call('show')), host);
  expect(await client.call('verify', { code })).toMatchObject({ status: 303, headers: { Location: '/' } });
  expect((await host.factors.factors('alice')).map(({ kind }) => kind)).toEqual(['totp']);
});

test('R33, R47: an API client is told by the state, is led on by 202, and by another token', async () => {
  const client = new Client(await createTightened());
  expect(bodyOf(await client.call('logIn'))).toMatchObject({ purpose: 'sign-in', methods: ['sms'], uncounted: true });
  const before = client.twin({ ...client.headers });
  const led = await client.call('verify', { code: client.host.sender.last.code, trustDevice: true });
  expect([led.status, bodyOf(led)]).toMatchObject([
    202,
    { status: 'enrolment_required', after: 'uncounted', methods: ['totp', 'passkey'] },
  ]);
  expect(led.cookies).toHaveLength(1);
  expect(refusalOf(await before.call('show'))).toBe('401 sign_in_expired');
  expect(refusalOf(await client.call('enrolPhone', { phone: '06 87654321' }))).toBe('403 enrolment_not_allowed');
});

test('R70: a session of before is led the same way', async () => {
  const host = await createTightened();
  const session = { user: host.alice, assurance: proof(host, { method: 'sms' }) };
  const client = new Client(host, BROWSER);
  const page = pageOf(await client.call('show', undefined, session));
  expect(said(page)).toContain('asks for a stronger second step');
  await client.call('sendCode', {}, session);
  await client.call('verify', { code: host.sender.last.code }, session);
  expect(heading(pageOf(await client.call('show', undefined, session)))).toBe('Add a stronger second step');
});
