import { createServer } from 'node:http';
import { freePort } from '@countersign/support';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { twilioAnswers } from './behaviour.js';
import { sdkOn } from './sdk.fixture.js';
import { startTwilioStandIn, TwilioStandIn } from './stand-in.js';

const FROM = '+15005550006';
const TO = '+31612345678';

let standIn: TwilioStandIn;
beforeAll(async () => {
  standIn = await startTwilioStandIn();
});
afterEach(() => standIn.reset());
afterAll(() => standIn.close());

const text = (sdk = sdkOn(standIn)) => sdk.messages.create({ to: TO, from: FROM, body: 'Hello' });
const say = () => sdkOn(standIn).calls.create({ to: TO, from: FROM, twiml: '<Response/>' });

describe('production', () => {
  const env = process.env;
  afterEach(() => {
    process.env = env;
  });

  test('R74: the stand-in does not start there, nor on a server of your own', async () => {
    process.env = { ...env, NODE_ENV: 'production' };
    const refusal = 'TwilioStandIn is for development and tests: it does not run with NODE_ENV=production';
    const port = await freePort();
    await expect(startTwilioStandIn({ port })).rejects.toThrow(refusal);
    await expect(fetch(`http://127.0.0.1:${port}`)).rejects.toThrow();
    expect(() => new TwilioStandIn(createServer())).toThrow(refusal);
  });
});

describe('credentials', () => {
  test('an API key with its secret, and the account with its auth token, are let in', async () => {
    const { accountSid } = standIn.credentials;
    await text();
    await text(sdkOn(standIn, accountSid, standIn.authToken));
    expect(standIn.messages).toHaveLength(2);
  });

  test.each([
    ['a wrong secret', () => sdkOn(standIn, undefined, 'wrong-secret')],
    ['another key', () => sdkOn(standIn, `SK${'0'.repeat(32)}`)],
    ['the key with the auth token', () => sdkOn(standIn, undefined, standIn.authToken)],
    ['the account with the secret of a key', () => sdkOn(standIn, standIn.credentials.accountSid)],
  ])('%s is refused as Twilio does', async (_, sdk) => {
    await expect(text(sdk())).rejects.toMatchObject({ status: 401, code: 20003 });
    expect(standIn.messages).toEqual([]);
  });

  test("another account's path is refused", async () => {
    const { apiKey, apiSecret } = standIn.credentials;
    const headers = { authorization: `Basic ${Buffer.from(`${apiKey}:${apiSecret}`).toString('base64')}` };
    const path = `/2010-04-01/Accounts/AC${'f'.repeat(32)}.json`;
    expect((await fetch(standIn.url + path, { headers })).status).toBe(401);
  });

  test('can be given', async () => {
    const credentials = { accountSid: `AC${'1'.repeat(32)}`, apiKey: `SK${'2'.repeat(32)}`, apiSecret: 'given-secret' };
    await using own = await startTwilioStandIn({ credentials, authToken: 'given-token' });
    expect(await text(sdkOn(own))).toMatchObject({ accountSid: credentials.accountSid });
    await text(sdkOn(own, credentials.accountSid, 'given-token'));
  });
});

test('an error has exactly the shape of Twilio', async () => {
  const answer = await fetch(`${standIn.url}/nowhere.json?a=1`);
  expect([answer.status, await answer.json()]).toEqual([
    404,
    {
      code: 20404,
      message: 'The requested resource /nowhere.json was not found',
      more_info: 'https://www.twilio.com/docs/errors/20404',
      status: 404,
    },
  ]);
});

test('a method that there is none of', async () => {
  const { accountSid } = standIn.credentials;
  const url = `${standIn.url}/2010-04-01/Accounts/${accountSid}/Messages.json`;
  expect(await (await fetch(url, { method: 'DELETE' })).json()).toMatchObject({ code: 20004, status: 405 });
});

describe('behaviours', () => {
  test('for the next so many requests, then for all, then the usual again', async () => {
    standIn.respond(twilioAnswers.error(20500, 500));
    standIn.respond(twilioAnswers.error(20429, 429), 2);
    for (const status of [429, 429, 500, 500]) await expect(text()).rejects.toMatchObject({ status });
    standIn.reset();
    await text();
    expect(standIn.messages).toHaveLength(1);
  });

  test('for one resource alone: texts fail, calls are made', async () => {
    standIn.respond(twilioAnswers.error(30002), undefined, 'messages');
    await expect(text()).rejects.toMatchObject({ code: 30002 });
    await say();
    expect(standIn.calls).toHaveLength(1);
  });

  test('what is wrong with a request is refused, whatever the behaviour', async () => {
    standIn.respond(twilioAnswers.delay(1, twilioAnswers.hang()));
    const wrong = sdkOn(standIn).messages.create({ to: '12', from: FROM, body: 'Hello' });
    await expect(wrong).rejects.toMatchObject({ code: 21211 });
  });

  test('a call of which no answer arrives was made all the same', async () => {
    standIn.respond(twilioAnswers.cut());
    await expect(say()).rejects.toThrow();
    expect(standIn.calls).toMatchObject([{ to: TO, from: FROM, twiml: '<Response/>' }]);
  });
});
