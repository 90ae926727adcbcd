import { type CodeSender, failover } from '@countersign/core';
import { freePort } from '@countersign/support';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { CODE, codeMessage, TO } from './code-message.fixture.js';
import { startTwilioStandIn, type TwilioStandIn, twilioAnswers } from './testing/index.js';
import { twilioSender } from './twilio-sender.js';

const FROM = '+15005550006';

let first: TwilioStandIn;
let second: TwilioStandIn;
beforeAll(async () => {
  first = await startTwilioStandIn();
  second = await startTwilioStandIn({
    credentials: {
      accountSid: `AC${'b2'.repeat(16)}`,
      apiKey: `SK${'b2'.repeat(16)}`,
      apiSecret: 'of-the-second-account',
    },
  });
});
afterEach(() => {
  first.reset();
  second.reset();
});
afterAll(() => Promise.all([first.close(), second.close()]));

const ofAccount = ({ credentials, url }: TwilioStandIn, changes: object = {}): CodeSender =>
  twilioSender({ ...credentials, from: FROM, apiUrl: url, timeoutMs: 2_000, ...changes });
const both = () => failover([ofAccount(first), ofAccount(second, { voice: { from: FROM } })]);
const requests = () => [first.requests.length, second.requests.length];

describe('R85: two accounts in one sender', () => {
  test('the second is not asked while the first sends', async () => {
    expect(await both().send(codeMessage())).toMatchObject({ status: 'accepted', id: first.messages[0]?.sid });
    expect(requests()).toEqual([1, 0]);
  });

  test.each([
    [20003, 401, 1],
    [21408, 403, 1],
    [30007, 400, 1],
    [20429, 429, 2],
  ])('after error %d (HTTP %d) the second sends the same code, with its own key', async (code, status, asked) => {
    first.respond(twilioAnswers.error(code, status));
    const outcome = await both().send(codeMessage());
    expect(outcome).toMatchObject({ status: 'accepted', failed: [{ sender: 0, providerCode: code }] });
    expect(requests()).toEqual([asked, 1]);
    expect([first.messages.length, second.lastCode(TO)]).toEqual([0, CODE]);
    expect(second.requests[0]?.credentials?.username).toBe(second.credentials.apiKey);
  });

  test('where nobody listens the second sends', async () => {
    const nobody = ofAccount(first, { apiUrl: `http://127.0.0.1:${await freePort()}` });
    expect(await failover([nobody, ofAccount(second)]).send(codeMessage())).toMatchObject({ status: 'accepted' });
    expect(second.messages).toHaveLength(1);
  });

  test.each([21610, 21211, 21614, 30450])('after error %d nobody else is asked', async (code) => {
    first.respond(twilioAnswers.error(code));
    expect(await both().send(codeMessage())).toMatchObject({ status: 'refused', providerCode: code });
    expect(requests()).toEqual([1, 0]);
  });

  test.each([
    ['does not answer', twilioAnswers.hang()],
    ['breaks off', twilioAnswers.reset()],
    ['answers 500', twilioAnswers.error(20500, 500)],
  ])('where the first %s the text may be out: no second one', async (_, behaviour) => {
    first.respond(behaviour);
    expect(await both().send(codeMessage())).toMatchObject({ status: 'unknown', failed: [{ maybeSent: true }] });
    expect(requests()).toEqual([1, 0]);
  });

  test('what only the second can do goes to the second', async () => {
    const sender = both();
    expect(sender.channels).toEqual(['sms', 'voice']);
    expect(await sender.send(codeMessage({ channel: 'voice' }))).toMatchObject({ status: 'accepted' });
    expect([requests(), second.calls.length]).toEqual([[0, 1], 1]);
  });
});
