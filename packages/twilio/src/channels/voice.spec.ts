import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { CODE, codeMessage, TO } from '../code-message.fixture.js';
import { startTwilioStandIn, type TwilioStandIn, twilioAnswers } from '../testing/index.js';
import { twilioSender } from '../twilio-sender.js';

let twilio: TwilioStandIn;
beforeAll(async () => {
  twilio = await startTwilioStandIn();
});
afterEach(() => twilio.reset());
afterAll(() => twilio.close());

const FROM = '+15005550006';
const caller = (changes: object = {}) =>
  twilioSender({
    ...{ ...twilio.credentials, from: FROM, apiUrl: twilio.url, timeoutMs: 3_000 },
    voice: { from: FROM, ...changes },
  });
const call = (changes: object = {}) => caller(changes).send(codeMessage({ channel: 'voice' }));

describe('a code by call', () => {
  test('is offered where a number to call from is given, and only there', () => {
    expect(caller().channels).toEqual(['sms', 'voice']);
    expect(twilioSender({ ...twilio.credentials, from: FROM }).channels).toEqual(['sms']);
  });

  test('R22: calls the number of the message, once, and is accepted under its SID', async () => {
    expect(await call()).toEqual({ status: 'accepted', id: twilio.calls[0]?.sid });
    expect(twilio.calls).toHaveLength(1);
    expect(twilio.calls[0]).toMatchObject({ to: TO, from: FROM, url: undefined });
    expect(twilio.messages).toEqual([]);
  });

  test('is not recorded, rings briefly and ends soon', async () => {
    await call();
    expect(twilio.calls[0]?.fields).toMatchObject({ Record: 'false', Timeout: '20', TimeLimit: '120' });
  });

  test('says the digits one by one, twice, in the language that was asked for', async () => {
    await call({ language: 'nl' });
    const said = [...(twilio.calls[0]?.twiml ?? '').matchAll(/<Say language="nl-NL">([^<]*)<\/Say>/g)];
    const words = said.map(([, text]) => text);
    expect(words.filter((text) => /^\d$/.test(text ?? '')).join('')).toBe(CODE + CODE);
    expect(words[0]).toContain('Dit is Management Interface, met uw code om in te loggen.');
  });

  test.each([
    [21215, 403, 'country_blocked'],
    [21211, 400, 'number_invalid'],
    [20003, 401, 'misconfigured'],
  ])('R85: error %d (HTTP %d): %s', async (code, status, reason) => {
    twilio.respond(twilioAnswers.error(code, status), undefined, 'calls');
    expect(await call()).toMatchObject({ status: 'refused', reason, providerCode: code });
    expect(twilio.requests).toHaveLength(1);
  });

  test('R85: that was surely not made goes once more; one that may have been does not', async () => {
    twilio.respond(twilioAnswers.error(20429, 429), 1);
    expect(await call()).toMatchObject({ status: 'accepted' });
    twilio.respond(twilioAnswers.reset());
    expect(await call()).toMatchObject({ status: 'unknown' });
    expect(twilio.requests).toHaveLength(3);
    expect(twilio.messages).toEqual([]);
  });

  test('where none are made is refused, and sends no text instead (R85)', async () => {
    const texts = twilioSender({ ...twilio.credentials, from: FROM, apiUrl: twilio.url });
    expect(await texts.send(codeMessage({ channel: 'voice' }))).toMatchObject({ reason: 'misconfigured', alert: true });
    expect(twilio.requests).toEqual([]);
  });
});
