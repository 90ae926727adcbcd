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
const TEMPLATE = `HX${'e5'.repeat(16)}`;
const SERVICE = `MG${'c3'.repeat(16)}`;
const sender = (whatsapp: object = { from: FROM }) =>
  twilioSender({
    ...{ ...twilio.credentials, from: FROM, apiUrl: twilio.url, timeoutMs: 3_000 },
    whatsapp: { contentSid: TEMPLATE, ...whatsapp } as { contentSid: string; from: string },
  });
const send = (whatsapp?: object) => sender(whatsapp).send(codeMessage({ channel: 'whatsapp' }));

describe('a code by WhatsApp', () => {
  test('is offered where a template is given', () => {
    expect(sender().channels).toEqual(['sms', 'whatsapp']);
  });

  test('R22: is the template, filled with the code and nothing else, for the number of the message', async () => {
    expect(await send()).toEqual({ status: 'accepted', id: twilio.messages[0]?.sid });
    expect(twilio.messages[0]).toMatchObject({
      ...{ to: `whatsapp:${TO}`, from: `whatsapp:${FROM}`, contentSid: TEMPLATE, contentVariables: { 1: CODE } },
      body: '',
    });
    expect(twilio.requests[0]?.fields).not.toHaveProperty('Body');
  });

  test('comes from a Messaging Service where one is given', async () => {
    await send({ messagingServiceSid: SERVICE });
    expect(twilio.messages[0]).toMatchObject({ messagingServiceSid: SERVICE, from: undefined, to: `whatsapp:${TO}` });
  });

  test('R31: waits no longer than its code lives, and is to be forgotten', async () => {
    await send();
    const kept = { ValidityPeriod: '300', ContentRetention: 'discard', AddressRetention: 'obfuscate' };
    expect(twilio.messages[0]?.fields).toMatchObject(kept);
  });

  test('R31: goes again without the wish where the account does not allow it', async () => {
    twilio.respond(twilioAnswers.error(30030), 1);
    expect(await send()).toMatchObject({ status: 'accepted' });
    expect(twilio.messages[0]?.fields).not.toHaveProperty('AddressRetention');
  });

  test('R85: error 63016: the template is not approved, and that is the operator’s to mend', async () => {
    twilio.respond(twilioAnswers.error(63016));
    expect(await send()).toMatchObject({ reason: 'misconfigured', alert: true, providerCode: 63016 });
  });
});
