import { MemoryPendingStore } from '@countersign/core';
import { ManualClock } from '@countersign/core/testing';
import { expect, test } from '@jest/globals';
import { BROWSER, bodyOf, Client, createEnrolled, JSON_CLIENT, pageOf } from '../spec/web.js';

/** A request's source behind a proxy that names its client. */
const from = (address: string) => ({
  source: { headers: { 'x-forwarded-for': address }, socket: { remoteAddress: '127.0.0.1' } },
});

/** A host whose Alice has a phone, and whose clients get one code an hour each from here on. */
async function onePerAddress(headers = JSON_CLIENT): Promise<Client> {
  const clock = new ManualClock();
  const quotas = { clock, pending: new MemoryPendingStore(clock), sendQuotas: { address: { hour: 1 } } };
  const client = new Client(await createEnrolled(quotas, { trustProxy: ['loopback'] }), headers);
  await client.call('logIn', undefined, from('192.0.2.1'));
  clock.advance(60_000);
  return client;
}

test('R24: beyond an address’s sends a log-in opens without a code and says for how long; a resend is 429', async () => {
  const client = await onePerAddress();
  const begun = await client.call('logIn', undefined, from('192.0.2.1'));
  expect([begun.status, bodyOf(begun)]).toEqual([
    202,
    expect.objectContaining({ code: null, retryAfterSeconds: 3_540 }),
  ]);
  expect(bodyOf(await client.call('show'))).toMatchObject({ code: null, retryAfterSeconds: 3_540 });
  const refused = await client.call('sendCode', {}, from('192.0.2.1'));
  expect([refused.status, refused.headers['Retry-After']]).toEqual([429, '3540']);
  expect(bodyOf(refused)).toEqual({
    ...{ statusCode: 429, errorCode: 'too_many_codes', retryAfterSeconds: 3_540 },
    message: 'No more codes can be sent for now.',
  });
  expect((await client.call('sendCode', {}, from('192.0.2.2'))).status).toBe(202);
});

test('R24: and so do its pages, which leave the button for when the time has come', async () => {
  const client = await onePerAddress(BROWSER);
  await client.call('logIn', undefined, from('192.0.2.1'));
  for (const reply of [await client.call('show'), await client.call('sendCode', {}, from('192.0.2.1'))]) {
    const page = pageOf(reply);
    expect(page.querySelector('main')?.textContent).toContain('as many as may be sent for now have gone out');
    expect(page.querySelector('#resend-wait')?.textContent).toBe('You can ask for another code in 59 minutes.');
    expect(page.querySelector('form[action="/2fa/code"] button')?.textContent).toBe('Send Code');
  }
});
