import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { sdkOn } from './sdk.fixture.js';
import { startTwilioStandIn, type TwilioStandIn } from './stand-in.js';

const FROM = '+15005550006';
const TO = '+31612345678';
const TEMPLATE = `HX${'0'.repeat(32)}`;

let standIn: TwilioStandIn;
beforeAll(async () => {
  standIn = await startTwilioStandIn();
});
afterEach(() => standIn.reset());
afterAll(() => standIn.close());

const create = (changes: object = {}) =>
  sdkOn(standIn).messages.create({ to: TO, from: FROM, body: 'Code (KD) 123456\n@example.com #123456', ...changes });
const whatsapp = (changes: object = {}) =>
  create({ to: `whatsapp:${TO}`, from: `whatsapp:${FROM}`, body: undefined, contentSid: TEMPLATE, ...changes });

describe('a text', () => {
  test('is answered with the resource, and found in the log', async () => {
    const { sid } = await create();
    expect(await sdkOn(standIn).messages(sid).fetch()).toMatchObject({
      sid,
      to: TO,
      from: FROM,
      status: 'queued',
      body: 'Code (KD) 123456\n@example.com #123456',
      errorCode: null,
    });
  });

  test('its code and reference are read off', async () => {
    await create();
    await create({ to: '+31612345679', body: 'Code (AB) 654321\n@example.com #654321' });
    expect([standIn.lastCode(), standIn.lastReference()]).toEqual(['654321', 'AB']);
    expect([standIn.lastCode(TO), standIn.lastReference(TO)]).toEqual(['123456', 'KD']);
    expect(() => standIn.lastCode('+31600000000')).toThrow(/no message to/);
  });

  test('of a Messaging Service is accepted first', async () => {
    const messagingServiceSid = `MG${'0'.repeat(32)}`;
    expect(await create({ from: undefined, messagingServiceSid })).toMatchObject({ status: 'accepted', from: null });
  });

  test('R31: is out of the log after an update with an empty body, and with no other', async () => {
    const { sid } = await create();
    await expect(sdkOn(standIn).messages(sid).update({ body: 'Other' })).rejects.toMatchObject({ code: 20001 });
    await sdkOn(standIn).messages(sid).update({ body: '' });
    expect((await sdkOn(standIn).messages(sid).fetch()).body).toBe('');
    expect(standIn.lastCode()).toBe('123456');
  });

  test('R31: that is to be forgotten is in the log without text and last digits', async () => {
    const { sid } = await create({ contentRetention: 'discard', addressRetention: 'obfuscate' });
    expect(await sdkOn(standIn).messages(sid).fetch()).toMatchObject({ body: '', to: '+3161234XXXX' });
  });

  test.each([
    [{ contentRetention: 'discard' }, 30029],
    [{ addressRetention: 'obfuscate' }, 30030],
  ])('R31: an account without Message Redaction refuses %j', async (changes, code) => {
    await using account = await startTwilioStandIn({ messageRedaction: false });
    const asked = sdkOn(account).messages.create({ to: TO, from: FROM, body: 'Hello', ...changes } as never);
    await expect(asked).rejects.toMatchObject({ code });
  });

  test('that there is none of', async () => {
    const missing = sdkOn(standIn).messages(`SM${'0'.repeat(32)}`);
    await expect(missing.fetch()).rejects.toMatchObject({ status: 404, code: 20404 });
    await expect(missing.update({ body: '' })).rejects.toMatchObject({ status: 404 });
  });
});

describe('a text by WhatsApp', () => {
  test('is made of a template, and its code is read off', async () => {
    await whatsapp({ contentVariables: JSON.stringify({ 1: '246810', 2: 'KD' }) });
    expect(standIn.messages).toMatchObject([{ to: `whatsapp:${TO}`, body: '', contentSid: TEMPLATE }]);
    expect([standIn.lastCode(TO), standIn.lastReference()]).toEqual(['246810', 'KD']);
  });

  test.each([
    [{ from: FROM }, 21910],
    [{ contentSid: 'HX1' }, 21655],
    [{ contentVariables: '{' }, 21656],
    [{ contentVariables: '[]' }, 21656],
  ])('%j is refused with %d', async (changes, code) => {
    await expect(whatsapp(changes)).rejects.toMatchObject({ code });
  });
});

test.each([
  [{ to: '' }, 21604],
  [{ to: '0612345678' }, 21211],
  [{ from: undefined }, 21603],
  [{ body: '' }, 21602],
  [{ body: 'x'.repeat(1601) }, 21617],
  [{ validityPeriod: 36_001 }, 90007],
  [{ statusCallback: 'ftp://example.com' }, 21609],
])('%j is refused with %d, and nothing is sent', async (changes, code) => {
  await expect(create(changes)).rejects.toMatchObject({ status: 400, code });
  expect(standIn.messages).toEqual([]);
});

describe("Twilio's magic numbers", () => {
  test.each([
    ['+15005550001', 21211],
    ['+15005550002', 21612],
    ['+15005550003', 21408],
    ['+15005550004', 21610],
    ['+15005550009', 21614],
  ])('a text to %s is refused with %d', async (to, code) => {
    await expect(create({ to })).rejects.toMatchObject({ code });
    await expect(whatsapp({ to: `whatsapp:${to}` })).rejects.toMatchObject({ code });
  });

  test.each([
    ['+15005550001', 21212],
    ['+15005550007', 21606],
    ['+15005550008', 21611],
  ])('a text from %s is refused with %d', async (from, code) => {
    await expect(create({ from })).rejects.toMatchObject({ code });
  });
});
