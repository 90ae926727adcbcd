import type { PasskeyOptions } from '@countersign/core';
import { SoftwareAuthenticator } from '@countersign/core/testing';
import type { Visitor } from '@countersign/support';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Host, startHost } from './spec/host.js';
import { enterPassword, signIn, visit, wrongCode } from './spec/walk.js';

let host: Host;
let browser: Visitor;
beforeAll(async () => {
  host = await startHost({ options: { trustedDevices: {} } });
  browser = visit(host, { accept: 'html', bodyFormat: 'form', headers: { 'sec-fetch-site': 'same-origin' } });
});
afterAll(() => host.app.close());

async function page(reply: Promise<Response>): Promise<[status: number, heading: string | undefined]> {
  const response = await reply;
  const html = await response.text();
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(html).toMatch(/^<!doctype html>/);
  return [response.status, /<h1[^>]*>([^<]*)</.exec(html)?.[1]];
}

async function sentOn(reply: Promise<Response>): Promise<[status: number, location: string | null]> {
  const response = await reply;
  expect(await response.text()).toBe('');
  return [response.status, response.headers.get('location')];
}

describe('the whole path without a script, one step after another', () => {
  test('the log-in sends the browser to the second step', async () => {
    const login = { username: 'alice', password: 'alice-password', returnTo: '/secret' };
    expect(await sentOn(browser.post('/login', login))).toEqual([303, '/2fa']);
  });

  test('which asks for a phone', async () => {
    expect(await page(browser.get('/2fa'))).toEqual([200, 'Register phone number']);
  });

  test('a number that is none is said on the same page, with what was typed', async () => {
    const response = await browser.post('/2fa/phone', { phone: '12', country: 'NL' });
    expect(response.status).toBe(422);
    expect(await response.text()).toContain('value="12"');
  });

  test('a number leads to the code', async () => {
    expect(await sentOn(browser.post('/2fa/phone', { phone: '0612345642', country: 'NL' }))).toEqual([303, '/2fa']);
    expect(await page(browser.get('/2fa'))).toEqual([200, 'Verify code']);
  });

  test('another code too soon is said on the page', async () => {
    const response = await browser.post('/2fa/code');
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '30']);
    expect(await response.text()).toContain(host.sender.last.reference);
  });

  test('a wrong code is said on the page', async () => {
    const [status] = await page(browser.post('/2fa/verify', { code: wrongCode(host) }));
    expect(status).toBe(401);
  });

  test('the code, as generously as people type it, leads to the page first asked for', async () => {
    const arabic = [...host.sender.last.code]
      .map((digit) => String.fromCodePoint(0x660 + Number(digit)))
      .join('\u00a0');
    expect(await sentOn(browser.post('/2fa/verify', { code: arabic }))).toEqual([303, '/secret']);
    expect((await browser.get('/secret')).status).toBe(200);
  });

  test('and the second step has nothing more to show', async () => {
    expect(await sentOn(browser.get('/2fa'))).toEqual([303, '/']);
  });

  test('a step-up shows the code’s page, and goes back', async () => {
    host.clock.advance(301_000);
    expect(await sentOn(browser.post('/2fa/step-up?returnTo=/vault'))).toEqual([303, '/2fa']);
    expect(await page(browser.get('/2fa'))).toEqual([200, 'Verify code']);
    expect(await sentOn(browser.post('/2fa/verify', { code: host.sender.last.text }))).toEqual([303, '/vault']);
  });
});

describe('a passkey', () => {
  test('is registered by a program at the first log-in, and signs a page in at the next', async () => {
    const device = new SoftwareAuthenticator('http://localhost:3000');
    const asked = async (visitor: Visitor) =>
      (await (await visitor.post('/2fa/passkey', {}, { accept: 'json' })).json()) as PasskeyOptions;
    const program = await enterPassword(host, visit(host), 'bob');
    const created = device.create(await asked(program));
    const reply = await program.post('/2fa/verify', { method: 'passkey', credential: created, name: 'Blue key' });
    expect([reply.status, (await program.get('/secret')).status]).toEqual([200, 200]);

    const visitor = visit(host, { accept: 'html', bodyFormat: 'form' });
    await enterPassword(host, visitor, 'bob');
    expect(await page(visitor.get('/2fa'))).toEqual([200, 'Use your passkey']);
    const credential = JSON.stringify(device.get(await asked(visitor)));
    expect(await sentOn(visitor.post('/2fa/verify', { method: 'passkey', credential }))).toEqual([303, '/']);
    expect((await visitor.get('/secret')).status).toBe(200);
  });
});

describe('pages of those who cannot go on', () => {
  test('say that the sign-in has expired', async () => {
    const stranger = visit(host, { accept: 'html', bodyFormat: 'form' });
    const [status] = await page(stranger.get('/2fa'));
    expect(status).toBe(401);
    expect((await page(stranger.post('/2fa/verify', { code: '123456' })))[0]).toBe(401);
  });

  test('cancel leads to the host’s log-in page', async () => {
    const visitor = visit(host, { accept: 'html', bodyFormat: 'form' });
    await enterPassword(host, visitor);
    expect(await sentOn(visitor.post('/2fa/cancel'))).toEqual([303, '/login']);
    expect(visitor.jar.size).toBe(0);
  });
});

const PASSWORD = { username: 'alice', password: 'alice-password' };

test('R52, R53, R54: a trusted browser logs in by its password alone, until its owner ends it on the page', async () => {
  const visitor = await signIn(host);
  await visitor.post('/login', PASSWORD);
  await visitor.post('/2fa/verify', { code: host.sender.last.code, trustDevice: 'true' }, { bodyFormat: 'form' });
  const first = visitor.jar.get('countersign-device');
  expect(first).toMatch(/^[\w-]{16}\.[\w-]{43}$/);
  expect((await visitor.post('/login', PASSWORD)).status).toBe(200);
  expect(visitor.jar.get('countersign-device')).not.toBe(first);
  expect(await (await visitor.get('/whoami')).json()).toMatchObject({
    assurance: { trustedDevice: true, amr: ['pwd'] },
  });
  expect((await visitor.get('/secret')).status).toBe(200);
  expect((await visitor.get('/vault')).status).toBe(401);
  const id = first?.slice(0, 16);
  expect(await (await visitor.get('/2fa/devices')).json()).toMatchObject({ devices: [{ id, thisOne: true }] });
  expect((await visitor.request('DELETE', '/2fa/devices/AAAAAAAAAAAAAAAA')).status).toBe(404);
  expect((await visitor.post(`/2fa/devices/${id}/revoke`, { all: '1' }, { bodyFormat: 'form' })).status).toBe(400);
  const page = await visitor.get('/2fa/devices', { accept: 'html' });
  expect(await page.text()).toContain(`action="/2fa/devices/${id}/revoke"`);
  const revoked = await visitor.post(`/2fa/devices/${id}/revoke`, '', { accept: 'html', bodyFormat: 'form' });
  expect([revoked.status, revoked.headers.get('location')]).toEqual([303, '/2fa/devices']);
  expect((await visitor.post('/login', PASSWORD)).status).toBe(202);
  expect((await visit(host).get('/2fa/devices')).status).toBe(401);
});
