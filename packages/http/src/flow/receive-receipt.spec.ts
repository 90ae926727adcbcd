import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { type Receipt, type ReceiptRequest, StoreUnavailable } from '@countersign/core';
import { describe, expect, test } from '@jest/globals';
import { readBodyOf } from '../requests/read-body.js';
import { atTheCode } from '../spec/web.js';
import { answer } from './answer.js';

/** Whatever comes with this is the provider's. */
const SIGNATURE = 'signed';

async function onTheWay() {
  const client = await atTheCode();
  const { web, pending, sender } = client.host;
  const asked: ReceiptRequest[] = [];
  const read = (request: ReceiptRequest): Receipt | undefined => {
    asked.push(request);
    if (request.headers['x-signature'] !== SIGNATURE) return undefined;
    return { receiptFor: request.query.slice(1), delivery: 'delivered' };
  };
  sender.receipts = [{ provider: 'carrier', read }];
  const report = async (
    headers: IncomingHttpHeaders,
    body = 'a=b',
    provider = 'carrier',
    query = '',
    taken = false,
  ) => {
    const url = `/2fa/${provider}/status?${query || sender.last.receiptFor}`;
    const route = web.routeOf({ method: 'POST', url });
    if (route?.name !== 'receipt') throw new Error('is no route of receipts');
    const all = { 'content-type': 'application/x-www-form-urlencoded', ...headers };
    const stream = Object.assign(Readable.from([Buffer.from(body)]), { headers: all }) as unknown as IncomingMessage;
    if (taken) for await (const _ of stream);
    const request = web.view({ method: 'POST', url, headers: all });
    const verify = () => Promise.reject(new Error('is no answer'));
    return answer(web, route, { request, body: await readBodyOf(route, stream), verify, renew: verify });
  };
  const delivery = async () => JSON.parse((await client.call('show')).body ?? '').code.delivery;
  return { asked, report, delivery, pending, log: client.host.log };
}

const SIGNED = { 'x-signature': SIGNATURE };

describe('POST /2fa/:provider/status', () => {
  test('R32: what the provider has signed is noted, whatever its origin: 204 without a word', async () => {
    const { report, delivery, asked } = await onTheWay();
    const reply = await report({ ...SIGNED, origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' });
    expect([reply.status, reply.body]).toEqual([204, undefined]);
    expect(await delivery()).toBe('delivered');
    expect(asked[0]?.body.toString()).toBe('a=b');
  });

  test('R32: of a code that is not, the answer is the same', async () => {
    const { report, delivery } = await onTheWay();
    const known = await report(SIGNED, 'a=b', 'carrier', 'nobody');
    expect(await delivery()).toBe('accepted');
    expect(known).toEqual(await report(SIGNED));
  });

  test.each([
    ['unsigned', {}, 'a=b'],
    ['wrongly signed', { 'x-signature': 'no' }, 'a=b'],
    ['too large', SIGNED, `a=${'b'.repeat(9_000)}`],
    ['with a field twice', SIGNED, 'a=b&a=c'],
    ['of a type that nobody reads', { ...SIGNED, 'content-type': 'text/plain' }, 'a=b'],
    ['malformed', { ...SIGNED, 'content-type': 'application/json' }, '{'],
  ])('R32: one that is %s gets one and the same 403, and nothing changes', async (_, headers, body) => {
    const { report, delivery, log } = await onTheWay();
    const reply = await report(headers, body);
    expect(reply).toEqual(await report({}));
    expect([reply.status, reply.body]).toEqual([403, undefined]);
    expect([await delivery(), log]).toEqual(['accepted', []]);
  });

  test('R32: so does one from a provider that is not asked', async () => {
    const { report, delivery, asked } = await onTheWay();
    expect((await report(SIGNED, 'a=b', 'twilio')).status).toBe(403);
    expect([await delivery(), asked]).toEqual(['accepted', []]);
  });

  test('R32: so does one whose body a parser has read first, and the operator is told, once', async () => {
    const { report, delivery, asked, log } = await onTheWay();
    await report(SIGNED, 'a=b', 'twilio', '', true);
    expect(log).toEqual([]);
    for (let times = 0; times < 2; times++) {
      expect(await report(SIGNED, 'a=b', 'carrier', '', true)).toEqual(await report({}));
    }
    expect([await delivery(), asked.length]).toEqual(['accepted', 2]);
    expect(log).toEqual([expect.stringMatching(/^error: Receipts cannot be checked.*before body parsers$/)]);
  });

  test('R83: with the store out of reach it is a 503, so that it can be told again', async () => {
    const { report, pending } = await onTheWay();
    pending.noteDelivery = () => Promise.reject(new StoreUnavailable('timeout'));
    expect((await report(SIGNED)).status).toBe(503);
  });
});
