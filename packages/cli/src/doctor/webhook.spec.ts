import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { freePort } from '@countersign/support';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import twilio from 'twilio';
import { look } from '../spec/look.js';
import { isPublicHost } from './public-host.js';
import { roundTrip } from './round-trip.js';
import { webhookCheck } from './webhook.js';

const TOKEN = '5e'.repeat(16);

let server: Server;
let url: string;
/** What the app answers. */
let answer: (signed: boolean) => number;
beforeAll(async () => {
  server = createServer(async (request, response) => {
    response.writeHead(answer(await isSigned(request)), { location: 'https://example.com/' }).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/2fa/twilio/status`;
});
afterAll(() => {
  server.close();
});

/** By the SDK, over the URL that was asked for. */
async function isSigned(request: IncomingMessage): Promise<boolean> {
  const signature = String(request.headers['x-twilio-signature']);
  const fields = Object.fromEntries(new URLSearchParams(await text(request)));
  return twilio.validateRequest(TOKEN, signature, new URL(request.url ?? '', url).href, fields);
}

const GUARDED = (signed: boolean) => (signed ? 204 : 403);

test('R32: an address that refuses what is not signed, and takes what is', async () => {
  answer = GUARDED;
  expect(await roundTrip(url, TOKEN)).toMatchObject({ status: 'ok' });
});

test('R32: another token is refused', async () => {
  answer = GUARDED;
  expect(await roundTrip(url, '0'.repeat(32))).toMatchObject({
    status: 'problem',
    says: expect.stringContaining('signed with'),
  });
});

test.each<[string, (signed: boolean) => number, string]>([
  ['nothing there', () => 404, 'There is no address of receipts (404).'],
  ['a redirect', () => 308, 'The address of receipts is redirected (308).'],
  ['whatever comes is taken', () => 204, 'The address takes receipts that nobody has signed.'],
  ['a log-in before it', () => 401, 'The address of receipts answers with 401.'],
  ['the store is gone', (signed) => (signed ? 503 : 403), 'The host cannot note receipts now (503).'],
  ['a fault', (signed) => (signed ? 500 : 403), 'The address of receipts answers what is signed with 500.'],
])('R32: %s', async (_, answers, says) => {
  answer = answers;
  expect(await roundTrip(url, TOKEN)).toMatchObject({ status: 'problem', says });
});

test('nobody there', async () => {
  const gone = `http://127.0.0.1:${await freePort()}/2fa/twilio/status`;
  expect((await roundTrip(gone, TOKEN)).says).toBe('The address of receipts cannot be reached (ECONNREFUSED).');
});

describe('the public URL', () => {
  test.each([
    ['http://manage.example.com', 'problem', 'PUBLIC_URL is not https.'],
    ['https://localhost:3000', 'problem', 'a private network'],
    ['https://192.168.1.2', 'problem', 'a private network'],
    ['https://manage.example.com/console', 'skipped', 'no usable PUBLIC_URL'],
    [undefined, 'skipped', 'no usable PUBLIC_URL'],
  ])('%s', async (PUBLIC_URL, status, says) => {
    const verdict = await look(webhookCheck, { PUBLIC_URL, TWILIO_AUTH_TOKEN: TOKEN });
    expect(verdict).toMatchObject({ status, says: expect.stringContaining(says) });
  });

  test('without an auth token Twilio is not asked to report, and nothing is looked at', async () => {
    const verdict = await look(webhookCheck, { PUBLIC_URL: 'https://manage.example.com' });
    expect(verdict).toMatchObject({ status: 'skipped', says: expect.stringContaining('TWILIO_AUTH_TOKEN') });
  });

  test.each([
    ...['localhost', 'console', 'app.localhost', 'mac.local', 'db.internal', '127.0.0.1', '10.1.2.3', '172.31.0.1'],
    ...['[::1]', '[fd00::1]', '[fe80::1]', '100.64.0.1', '169.254.169.254'],
  ])('%s is of a private network', (host) => {
    expect(isPublicHost(host)).toBe(false);
  });

  test.each(['manage.example.com', '203.0.113.7', '172.32.0.1', '[2001:db8::1]', 'localhost.example.com'])(
    '%s may be public',
    (host) => {
      expect(isPublicHost(host)).toBe(true);
    },
  );
});
