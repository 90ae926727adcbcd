import { describe, expect, test } from '@jest/globals';
import twilio from 'twilio';
import { open } from './harness/hosts/all-hosts.js';
import type { HostVisitor } from './harness/hosts/host-visitor.js';
import { ORIGIN, type RunningHost } from './harness/hosts/running-host.js';
import { rawRequest } from './harness/raw-request.js';

/** What the page says of the message. */
async function deliveryOf(visitor: HostVisitor): Promise<string | undefined> {
  const { code } = (await (await visitor.get('/2fa')).json()) as { code: { delivery: string } | null };
  return code?.delivery;
}

/** Somebody with a code on its way, and Twilio's own name for the message. */
async function onTheWay(host: RunningHost) {
  const { visitor, person, code } = await host.atCode();
  const { sid = '', fields } = host.twilio.messages.findLast(({ to }) => to === person.phone) ?? {};
  return { visitor, code, sid, url: fields?.StatusCallback ?? '' };
}

/** Posts a callback that Twilio has not made. */
function forge(host: RunningHost, url: string, fields: Record<string, string>, headers: Record<string, string> = {}) {
  const { pathname, search } = new URL(url);
  const body = new URLSearchParams(fields).toString();
  const type = { 'content-type': 'application/x-www-form-urlencoded' };
  const sent = { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'manage.example.com', ...type, ...headers };
  return rawRequest(host.url, { method: 'POST', path: pathname + search, headers: sent, body });
}

const DELIVERED = { MessageSid: `SM${'0'.repeat(32)}`, MessageStatus: 'delivered' };

describe.each(open.each)('%s', (_, host) => {
  test.each([
    ['a form', {}],
    ['JSON', { json: true }],
    ['twice, the last first', { times: 2, reversed: true }],
  ])('R32: a receipt that Twilio signed, as %s behind a proxy, is noted', async (_, how) => {
    const { visitor, sid, url } = await onTheWay(host);
    expect(url).toMatch(/^https:\/\/manage\.example\.com\/2fa\/twilio\/status\?for=[\w.-]+$/);
    expect(await deliveryOf(visitor)).toBe('accepted');
    const posted = await host.twilio.deliver(sid, { via: host.url, ...how });
    expect(new Set(posted.map(({ answer }) => answer))).toEqual(new Set([204]));
    expect(await deliveryOf(visitor)).toBe('delivered');
  });

  test('a receipt of a message that did not arrive leaves the code as it is', async () => {
    const { visitor, sid, code } = await onTheWay(host);
    await host.twilio.deliver(sid, { via: host.url, outcome: 'undelivered', errorCode: 30003 });
    expect(await deliveryOf(visitor)).toBe('undelivered');
    expect((await visitor.post('/2fa/verify', { code })).status).toBe(200);
  });

  test('R32: what nobody has signed changes nothing, and is told nothing', async () => {
    const { visitor, url } = await onTheWay(host);
    const { authToken } = host.twilio;
    const signed = (token: string, over: string, fields: object = DELIVERED) => ({
      'x-twilio-signature': twilio.getExpectedTwilioSignature(token, over, fields as Record<string, string>),
    });
    const nobody = `${ORIGIN}/2fa/twilio/status?for=nobody`;
    const right = signed(authToken, url);
    const before = await host.kept();
    const refused = [
      await forge(host, url, DELIVERED),
      await forge(host, nobody, DELIVERED),
      await forge(host, url, DELIVERED, { 'x-twilio-signature': '' }),
      await forge(host, url, DELIVERED, signed('0'.repeat(32), url)),
      await forge(host, url, DELIVERED, signed(authToken, nobody)),
      await forge(host, url, DELIVERED, signed(authToken, `http://127.0.0.1${new URL(url).pathname}`)),
      await forge(host, url, DELIVERED, signed(authToken, url, { ...DELIVERED, MessageStatus: 'sent' })),
      await forge(host, url, DELIVERED, { ...right, 'content-type': 'application/json' }),
      await forge(host, url, DELIVERED, { ...right, 'content-type': 'text/plain' }),
      await forge(host, url, { ...DELIVERED, more: 'x'.repeat(9_000) }, right),
    ];
    expect(new Set(refused.map(({ status, body }) => `${status} ${body}`))).toEqual(new Set(['403 ']));
    expect(await host.kept()).toEqual(before);
    expect(await deliveryOf(visitor)).toBe('accepted');
  });

  test('R32: whether a code exists is told to nobody, Twilio included', async () => {
    const { url, visitor } = await onTheWay(host);
    const nobody = url.replace(/for=.{16}/, `for=${'A'.repeat(16)}`);
    const sign = (over: string) => ({
      'x-twilio-signature': twilio.getExpectedTwilioSignature(host.twilio.authToken, over, DELIVERED),
    });
    const before = await host.kept();
    const unknown = await forge(host, nobody, DELIVERED, sign(nobody));
    expect(await host.kept()).toEqual(before);
    const known = await forge(host, url, DELIVERED, sign(url));
    expect([unknown.status, unknown.body]).toEqual([known.status, known.body]);
    expect(await deliveryOf(visitor)).toBe('delivered');
  });

  test('R32: a receipt that comes late, of a code that another one has replaced, changes nothing', async () => {
    const { visitor, sid } = await onTheWay(host);
    await host.pass(30);
    await visitor.post('/2fa/code', {});
    const posted = await host.twilio.deliver(sid, { via: host.url, outcome: 'undelivered', errorCode: 30003 });
    expect(posted.map(({ answer }) => answer)).toContain(204);
    expect(await deliveryOf(visitor)).toBe('accepted');
  });
});
