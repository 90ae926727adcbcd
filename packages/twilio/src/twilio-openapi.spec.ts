import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { codeMessage, TO } from './code-message.fixture.js';
import { ForgetfulClient } from './forgetful-client.js';
import { answerProblems, requestProblems } from './spec/openapi/conformance.js';
import { DESCRIPTIONS, type Operation, operationFor } from './spec/openapi/description.js';
import { problems } from './spec/openapi/validator.js';
import { twilioAnswers } from './testing/behaviour.js';
import type { TwilioRequest } from './testing/records.js';
import { sdkOn } from './testing/sdk.fixture.js';
import { startTwilioStandIn, type TwilioStandIn } from './testing/stand-in.js';
import { twilioSender } from './twilio-sender.js';

const FROM = '+15005550006';
const SERVICE = `MG${'c3'.repeat(16)}`;
const HOOK = 'https://manage.example.com/2fa/twilio/status';

let standIn: TwilioStandIn;
/** Every call of the SDK's HTTP client, the sender's too: it goes through to the stand-in. */
const calls = jest.spyOn(ForgetfulClient.prototype, 'request');
/** The operations that were asked for so far. */
const asked = new Set<string | undefined>();
beforeAll(async () => {
  standIn = await startTwilioStandIn({
    numbers: [{ number: FROM, verification: 'IN_REVIEW' }],
    shortCodes: ['12345'],
    messagingServices: [{ sid: SERVICE, shortCodes: { 12345: 'US' }, alphaSenders: ['Example'] }],
  });
});
afterEach(() => {
  standIn.reset();
  calls.mockClear();
});
afterAll(() => standIn.close());

/** What is not as described in all requests so far, and in their answers. */
async function misfits(): Promise<string[]> {
  const answers = await Promise.all(calls.mock.results.map(({ value }) => value as ReturnType<typeof sent>));
  expect(answers.length).toBeGreaterThan(0);
  expect(standIn.requests).toHaveLength(answers.length);
  return standIn.requests.flatMap((request, index) => {
    asked.add(nameOf(operationFor(request.method, request.path.split('?')[0] ?? '')?.operation));
    const server = new URL(calls.mock.calls[index]?.[0].uri ?? '').origin;
    const { statusCode, body } = answers[index] as Awaited<ReturnType<typeof sent>>;
    const refused = statusCode >= 400;
    return [...requestProblems(request, server), ...(refused ? [] : answerProblems(request, statusCode, bodyOf(body)))];
  });
}

/** Ids are not enough: two of Twilio's hosts may have an operation of one id. */
const nameOf = (operation?: Operation) => operation && `${operation.method} ${operation.path}`;
const sent = () => ForgetfulClient.prototype.request<unknown>({ method: 'get', uri: '' });
const bodyOf = (body: unknown): unknown => (typeof body === 'string' ? JSON.parse(body) : body);
const account = () => standIn.credentials.accountSid;

describe('what we send', () => {
  const sender = (changes: object = {}) =>
    twilioSender({ ...standIn.credentials, from: FROM, apiUrl: standIn.url, ...changes });

  test.each([
    ['from a number', {}],
    ['from a name', { from: 'Example' }],
    ['from a Messaging Service', { from: undefined, messagingServiceSid: SERVICE }],
    ['to be kept', { discardContent: false }],
    ['to be forgotten', { discardContent: true }],
  ])('a text %s is the request that Twilio describes', async (_, changes) => {
    expect(await sender(changes).send(codeMessage())).toMatchObject({ status: 'accepted' });
    expect(await misfits()).toEqual([]);
  });

  const contentSid = `HX${'e5'.repeat(16)}`;
  test.each([
    ['a call', { voice: { from: FROM, language: 'nl' } }, 'voice'],
    ['a WhatsApp message from a number', { whatsapp: { from: FROM, contentSid } }, 'whatsapp'],
    [
      'a WhatsApp message from a Messaging Service',
      { whatsapp: { messagingServiceSid: SERVICE, contentSid } },
      'whatsapp',
    ],
  ] as const)('so is %s', async (_, changes, channel) => {
    expect(await sender(changes).send(codeMessage({ channel }))).toMatchObject({ status: 'accepted' });
    expect(await misfits()).toEqual([]);
  });

  test('so is the second try, without the wish to be forgotten', async () => {
    standIn.respond(twilioAnswers.error(30029), 1);
    await sender().send(codeMessage());
    expect(standIn.requests).toHaveLength(2);
    expect(await misfits()).toEqual([]);
  });
});

describe('what the stand-in answers is what Twilio describes', () => {
  test('messages', async () => {
    const { messages } = sdkOn(standIn);
    const { sid } = await messages.create({ to: TO, from: FROM, body: 'Hello', statusCallback: HOOK });
    await messages.create({ to: TO, messagingServiceSid: SERVICE, body: 'Hello', contentRetention: 'discard' });
    const template = { contentSid: `HX${'0'.repeat(32)}`, contentVariables: '{"1":"246810"}' };
    await messages.create({ to: `whatsapp:${TO}`, from: `whatsapp:${FROM}`, ...template });
    await standIn.deliver(sid, { outcome: 'undelivered', errorCode: 30003, drop: ['sent', 'undelivered'] });
    await messages(sid).fetch();
    await messages(sid).update({ body: '' });
    expect(await misfits()).toEqual([]);
  });

  test('calls', async () => {
    const statusCallbackEvent = ['initiated', 'completed'];
    const { calls } = sdkOn(standIn);
    await calls.create({ to: TO, from: FROM, twiml: '<Response/>', statusCallback: HOOK, statusCallbackEvent });
    await calls.create({ to: TO, from: FROM, url: 'https://manage.example.com/twiml', timeout: 20 });
    expect(await misfits()).toEqual([]);
  });

  test('Lookup', async () => {
    const fields = 'line_type_intelligence,sim_swap,sms_pumping_risk';
    const { phoneNumbers } = sdkOn(standIn).lookups.v2;
    standIn.know(TO, { country: 'NL', simSwap: { at: new Date(), inPeriod: true }, pumpingRisk: 80, blocked: true });
    for (const number of [TO, FROM, '12']) await phoneNumbers(number).fetch({ fields });
    await phoneNumbers(TO).fetch();
    expect(await misfits()).toEqual([]);
  });

  test('the account', async () => {
    const sdk = sdkOn(standIn);
    await sdk.api.v2010.accounts(account()).fetch();
    await sdk.incomingPhoneNumbers.list({ phoneNumber: FROM });
    await sdk.shortCodes.list({ shortCode: '12345', limit: 1 });
    expect(await misfits()).toEqual([]);
  });

  test('Messaging Services and what is in them', async () => {
    const { v1 } = sdkOn(standIn).messaging;
    const service = v1.services(SERVICE);
    await service.fetch();
    expect(await v1.services.list()).toHaveLength(1);
    expect(await service.phoneNumbers.list()).toHaveLength(1);
    expect(await service.shortCodes.list()).toHaveLength(1);
    expect(await service.alphaSenders.list()).toHaveLength(1);
    expect(await v1.tollfreeVerifications.list()).toHaveLength(1);
    expect(await misfits()).toEqual([]);
  });

  test('nothing is left out: that was every operation of the description', () => {
    const all = DESCRIPTIONS.flatMap(({ operations }) => operations.map(nameOf));
    expect([...asked].sort()).toEqual(all.sort());
  });
});

describe('these checks', () => {
  const examples = DESCRIPTIONS.flatMap((description) =>
    description.operations.map((operation) => [operation.operationId, operation, description] as const),
  );
  test.each(examples)("pass Twilio's own example of %s", (_, { method, path, response }) => {
    const filled = path.replace(/\{(\w+)\}/g, 'x');
    const request = { method: method.toUpperCase(), path: filled } as TwilioRequest;
    expect(answerProblems(request, response.status, response.example)).toEqual([]);
  });

  const good = { Body: ['Hello'], To: [TO], ValidityPeriod: ['300'], ContentRetention: ['discard'] };
  const message = (lists: Record<string, string[]>, path?: string) =>
    requestProblems(
      {
        method: 'POST',
        path: path ?? `/2010-04-01/Accounts/${account()}/Messages.json`,
        lists: { ...good, ...lists },
      } as unknown as TwilioRequest,
      'https://api.twilio.com',
    );

  test.each([
    ['a field that there is none of', { Text: ['Hello'] }, /additional/],
    ['a field twice', { Body: ['Hello', 'again'] }, /\/Body must be string/],
    ['no whole number', { ValidityPeriod: ['5m'] }, /\/ValidityPeriod must be integer/],
    ['a word of another list', { ContentRetention: ['obfuscate'] }, /\/ContentRetention must be equal to one of/],
    ['what is no URL', { StatusCallback: ['/hook'] }, /\/StatusCallback must match format "uri"/],
    ['what is no SID', { MessagingServiceSid: ['VA1'] }, /\/MessagingServiceSid must/],
  ])('find %s', (_, lists, found) => {
    expect(message({})).toEqual([]);
    expect(message(lists).join('\n')).toMatch(found);
  });

  test('find a path, a server and a SID in the path that are not described', () => {
    expect(message({}, '/2010-04-01/Messages.json')).toEqual([
      "POST /2010-04-01/Messages.json is no operation of Twilio's",
    ]);
    expect(message({}, '/2010-04-01/Accounts/AC1/Messages.json').join('\n')).toMatch(/\/AccountSid must/);
    const request = { method: 'GET', path: `/v2/PhoneNumbers/${TO}`, lists: {} } as unknown as TwilioRequest;
    expect(requestProblems(request, 'https://api.twilio.com')).toEqual([
      'https://api.twilio.com is not https://lookups.twilio.com',
    ]);
  });

  test('find an answer with a field of our own making, and one of the wrong type', () => {
    const request = { method: 'GET', path: `/2010-04-01/Accounts/${account()}.json` } as TwilioRequest;
    expect(answerProblems(request, 200, { sid: account(), status: 'active', balance: 1 }).join()).toMatch(/additional/);
    expect(answerProblems(request, 200, { sid: 'AC1', status: 'open', type: 'Full' })).toHaveLength(3);
    expect(answerProblems(request, 201, { sid: account() })).toEqual(['201 is not 200']);
  });

  test('pass over no format that they do not know', () => {
    const unknown = { type: 'string', format: 'no-such-format' };
    for (const each of DESCRIPTIONS) expect(() => problems('x', unknown, each)).toThrow(/unknown format/);
  });
});
