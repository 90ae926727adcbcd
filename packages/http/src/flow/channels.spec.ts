import { describe, expect, test } from '@jest/globals';
import {
  BROWSER,
  bodyOf,
  Client,
  createEnrolled,
  JSON_CLIENT,
  pageOf,
  proof,
  refusalOf,
  type Web,
} from '../spec/web.js';

/** A client with a code by text, at a host that calls and uses WhatsApp too; another code may be asked for. */
async function atTheCode(headers = JSON_CLIENT): Promise<Client> {
  const host = await createEnrolled();
  host.sender.channels = ['sms', 'voice', 'whatsapp'];
  const client = new Client(host, headers);
  await client.call('logIn');
  host.clock.advance(30_000);
  return client;
}

const channels = ({ sender }: Web) => sender.sent.map(({ channel }) => channel);

describe('POST /2fa/code with a channel', () => {
  test('sends by it, and says so', async () => {
    const client = await atTheCode();
    const reply = await client.call('sendCode', { channel: 'voice' });
    expect([reply.status, bodyOf(reply)]).toMatchObject([
      202,
      { code: { channel: 'voice' }, methods: ['sms', 'voice', 'whatsapp'] },
    ]);
    expect(channels(client.host)).toEqual(['sms', 'voice']);
  });

  test('R21: that the sender does not serve is a bad request, and sends nothing', async () => {
    const client = await atTheCode();
    client.host.sender.channels = ['sms'];
    expect(refusalOf(await client.call('sendCode', { channel: 'voice' }))).toBe('400 bad_request');
    expect(channels(client.host)).toEqual(['sms']);
  });

  test('works from the page, whose other ways are those that the sender serves', async () => {
    const client = await atTheCode(BROWSER);
    const page = pageOf(await client.call('show'));
    const ways = [...page.querySelectorAll('input[name=channel]')].map((field) => field.getAttribute('value'));
    expect(ways).toEqual(['voice', 'whatsapp']);
    expect(await client.call('sendCode', { channel: 'whatsapp' })).toMatchObject({ status: 303 });
    expect(pageOf(await client.call('show')).querySelector('main')?.textContent).toContain('by WhatsApp to');
  });

  test('opens a session’s second step by it, and not by a text', async () => {
    const host = await createEnrolled();
    host.sender.channels = ['sms', 'voice'];
    const session = { user: host.alice, assurance: proof(host, { amr: ['pwd'], verifiedAt: null }) };
    const reply = await new Client(host).call('sendCode', { channel: 'voice' }, session);
    expect([reply.status, channels(host)]).toEqual([202, ['voice']]);
    expect(refusalOf(await new Client(host).call('sendCode', { channel: 'whatsapp' }, session))).toBe(
      '400 bad_request',
    );
    expect(channels(host)).toEqual(['voice']);
  });
});

test('R21: POST /2fa/verify takes no method that the sender does not serve', async () => {
  const client = await atTheCode();
  client.host.sender.channels = ['sms', 'voice'];
  const { code } = client.host.sender.last;
  expect(refusalOf(await client.call('verify', { code, method: 'whatsapp' }))).toBe('400 bad_request');
  expect(await client.call('verify', { code, method: 'sms' })).toMatchObject({ status: 200 });
});

test('R32, R85: a send that fails is told by its reason on the page, at once and after a reload', async () => {
  const client = await atTheCode(BROWSER);
  client.host.sender.answer = () => ({ status: 'refused', reason: 'opted_out', retryable: false, switchChannel: true });
  const reply = await client.call('sendCode');
  const told = /You stopped messages from us\. .* You can also try another way\./;
  expect(reply.status).toBe(502);
  expect(pageOf(reply).querySelector('[role=alert]')?.textContent).toMatch(/You stopped messages from us\./);
  expect(pageOf(await client.call('show')).querySelector('.message')?.textContent).toMatch(told);
});
