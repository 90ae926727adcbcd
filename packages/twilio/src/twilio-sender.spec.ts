import type { CodeMessage } from '@countersign/core';
import { freePort } from '@countersign/support';
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { CODE, codeMessage, REFERENCE, TO } from './code-message.fixture.js';
import { ForgetfulClient } from './forgetful-client.js';
import { startTwilioStandIn, type TwilioStandIn, twilioAnswers } from './testing/index.js';
import { twilioSender } from './twilio-sender.js';

let twilio: TwilioStandIn;
beforeAll(async () => {
  twilio = await startTwilioStandIn();
});
afterEach(() => twilio.reset());
afterAll(() => twilio.close());

const FROM = '+15005550006';
const SERVICE = `MG${'c3'.repeat(16)}`;
const longReceipt = JSON.stringify({ sid: `SM${'d4'.repeat(16)}`, more: ' '.repeat(100_000) });
const sender = (changes: object = {}) =>
  twilioSender({ ...twilio.credentials, from: FROM, apiUrl: twilio.url, timeoutMs: 1000, ...changes });
const send = (changes: Partial<CodeMessage> = {}) => sender().send(codeMessage(changes));

describe('a text that Twilio takes', () => {
  test('is accepted under its SID', async () => {
    expect(await send()).toEqual({ status: 'accepted', id: twilio.messages[0]?.sid });
    expect(twilio.messages[0]?.sid).toMatch(/^SM[0-9a-f]{32}$/);
  });

  test('R22, R30: goes to the number of the message, word for word', async () => {
    await send();
    expect(twilio.messages).toHaveLength(1);
    expect(twilio.messages[0]).toMatchObject({ to: TO, body: codeMessage().text(), from: FROM });
    expect([twilio.lastCode(TO), twilio.lastReference()]).toEqual([CODE, REFERENCE]);
  });

  test('comes from a Messaging Service where one is given', async () => {
    const options = { ...twilio.credentials, messagingServiceSid: SERVICE, apiUrl: twilio.url };
    expect(await twilioSender(options).send(codeMessage())).toMatchObject({ status: 'accepted' });
    expect(twilio.messages[0]).toMatchObject({ messagingServiceSid: SERVICE, from: undefined });
  });

  test('R32: is asked for with the API key', async () => {
    await send();
    const { accountSid, apiKey, apiSecret } = twilio.credentials;
    expect(twilio.requests[0]?.credentials).toEqual({ username: apiKey, password: apiSecret });
    expect(twilio.requests[0]?.path).toBe(`/2010-04-01/Accounts/${accountSid}/Messages.json`);
  });

  test.each([300, 42.9, 1])('R31: waits at Twilio no longer than its code lives, %d s', async (expiresInSeconds) => {
    await send({ expiresInSeconds });
    const period = twilio.messages[0]?.validityPeriod;
    expect(period).toBe(Math.floor(expiresInSeconds));
  });

  test('R39: may be one without a code: it waits four hours at most, and is forgotten like any other', async () => {
    const notice = { to: codeMessage().to, text: () => 'no code' };
    expect(await sender().notify?.(notice)).toEqual({ status: 'accepted', id: twilio.messages[0]?.sid });
    expect(twilio.messages[0]).toMatchObject({ to: TO, body: 'no code', from: FROM, validityPeriod: 14_400 });
    expect(twilio.messages[0]?.fields).toMatchObject({ ContentRetention: 'discard', AddressRetention: 'obfuscate' });
    twilio.respond(twilioAnswers.error(21610), 1);
    expect(await sender().notify?.(notice)).toMatchObject({ status: 'refused', reason: 'opted_out' });
    twilio.respond(twilioAnswers.error(30030), 1);
    expect(await sender().notify?.(notice)).toMatchObject({ status: 'accepted' });
    expect(twilio.messages.at(-1)?.fields).not.toHaveProperty('AddressRetention');
  });

  test('R31: is to be forgotten by Twilio', async () => {
    await send();
    expect(twilio.messages[0]?.fields).toMatchObject({ ContentRetention: 'discard', AddressRetention: 'obfuscate' });
  });

  test('R31: carries no such wish where the account does not allow it', async () => {
    await sender({ discardContent: false }).send(codeMessage());
    expect(Object.keys(twilio.messages[0]?.fields ?? {})).toEqual(['To', 'ValidityPeriod', 'From', 'Body']);
  });

  test('goes to a path under the base URL', async () => {
    await sender({ apiUrl: `${twilio.url}/gateway/` }).send(codeMessage());
    expect(twilio.requests[0]?.path).toMatch(/^\/gateway\/2010-04-01\/Accounts\//);
  });
});

describe('a text that Twilio refuses', () => {
  test('R85: an error in the form of RFC 9457', async () => {
    const problem = { type: 'about:blank', title: 'Bad Request', status: 400, code: 21614 };
    const headers = { 'content-type': 'application/problem+json' };
    twilio.respond(twilioAnswers.raw(400, JSON.stringify(problem), headers));
    expect(await send()).toMatchObject({ status: 'refused', reason: 'not_mobile' });
  });

  test('R31: an account that may not have texts forgotten gets the same text without the wish, and is not asked again', async () => {
    const allowed = sender();
    twilio.respond(twilioAnswers.error(30029), 1);
    expect(await allowed.send(codeMessage())).toMatchObject({ status: 'accepted' });
    expect(await allowed.send(codeMessage())).toMatchObject({ status: 'accepted' });
    expect(twilio.requests).toHaveLength(3);
    expect(twilio.messages.map(({ fields }) => fields.ContentRetention)).toEqual([undefined, undefined]);
  });

  test('R31: with discardContent true such an account gets no text', async () => {
    twilio.respond(twilioAnswers.error(30029));
    expect(await sender({ discardContent: true }).send(codeMessage())).toMatchObject({ reason: 'misconfigured' });
    expect(twilio.requests).toHaveLength(1);
  });

  test('R31: a code with less than a second to live is not even handed over', async () => {
    expect(await send({ expiresInSeconds: 0.5 })).toMatchObject({ status: 'refused', retryable: false });
    expect(twilio.requests).toEqual([]);
  });
});

describe('no answer, or none that says', () => {
  const unknown = { status: 'unknown', reason: 'unavailable' };

  test('R85: an answer that never comes ends at the time-out', async () => {
    twilio.respond(twilioAnswers.hang());
    const start = performance.now();
    expect(await send()).toEqual(unknown);
    expect(performance.now() - start).toBeLessThan(2000);
    expect(twilio.requests).toHaveLength(1);
  });

  test.each([
    ['a body that is cut in the middle', twilioAnswers.cut()],
    ['a connection that breaks', twilioAnswers.reset()],
    ["a proxy's error page", twilioAnswers.raw(502, '<html>Bad Gateway</html>', { 'content-type': 'text/html' })],
    ['an error of the server', twilioAnswers.error(20500, 500)],
    ['a success that is no JSON', twilioAnswers.raw(200, '<html>Welcome</html>')],
    ['a success without a SID', twilioAnswers.raw(201, '{}', { 'content-type': 'application/json' })],
    ['a success that is empty', twilioAnswers.raw(204, '')],
    [
      'a SID that is none',
      twilioAnswers.raw(201, JSON.stringify({ sid: CODE }), { 'content-type': 'application/json' }),
    ],
    ['an answer far too long', twilioAnswers.raw(201, longReceipt)],
  ])('R85: %s may mean sent', async (_, behaviour) => {
    twilio.respond(behaviour);
    expect(await send()).toMatchObject(unknown);
    expect(twilio.requests).toHaveLength(1);
  });

  test('R76: a redirect is not followed, the text goes nowhere else', async () => {
    await using elsewhere = await startTwilioStandIn();
    twilio.respond(twilioAnswers.raw(307, '', { location: `${elsewhere.url}/2010-04-01/Accounts/x/Messages.json` }));
    expect(await send()).toEqual({ status: 'unknown', reason: 'misconfigured', alert: true });
    expect(elsewhere.requests).toEqual([]);
  });

  test('R85: nobody listens: surely not sent', async () => {
    const nobody = sender({ apiUrl: `http://127.0.0.1:${await freePort()}` });
    expect(await nobody.send(codeMessage())).toEqual({
      status: 'refused',
      reason: 'unavailable',
      retryable: true,
      switchChannel: true,
      alert: false,
    });
  });

  test('a message that cannot say its text makes no exception', async () => {
    const text = () => {
      throw new Error(CODE);
    };
    expect(await send({ text })).toEqual(unknown);
  });
});

describe('the environment', () => {
  const env = process.env;
  afterEach(() => {
    process.env = env;
    jest.restoreAllMocks();
  });

  test('nothing of TWILIO_* is read: account, region, edge, certificates', async () => {
    process.env = {
      ...env,
      TWILIO_ACCOUNT_SID: 'ACx',
      TWILIO_AUTH_TOKEN: 'x',
      TWILIO_REGION: 'au1',
      TWILIO_EDGE: 'sydney',
    };
    process.env.TWILIO_CA_BUNDLE = '/no/such/file';
    const request = jest.spyOn(ForgetfulClient.prototype, 'request').mockRejectedValue(new Error('not sent'));
    await sender({ apiUrl: undefined }).send(codeMessage());
    const { accountSid, apiKey, apiSecret } = twilio.credentials;
    expect(request.mock.calls[0]?.[0]).toMatchObject({
      uri: `https://api.twilio.com/2010-04-01/Accounts/${accountSid}/Messages.json`,
      username: apiKey,
      password: apiSecret,
    });
  });

  test('R76: production does not start with the request log on', () => {
    process.env = { ...env, NODE_ENV: 'production', TWILIO_LOG_LEVEL: 'debug' };
    expect(() => sender()).toThrow(/TWILIO_LOG_LEVEL=debug/);
  });
});
