import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import twilio from 'twilio';
import { Receiver, sdkOn } from './sdk.fixture.js';
import { startTwilioStandIn, type TwilioStandIn } from './stand-in.js';

const FROM = '+15005550006';
const TO = '+31612345678';

let standIn: TwilioStandIn;
let app: Receiver;
beforeAll(async () => {
  standIn = await startTwilioStandIn();
  app = await Receiver.start();
});
afterEach(() => {
  standIn.reset();
  app.received.length = 0;
});
afterAll(async () => {
  await standIn.close();
  await app[Symbol.asyncDispose]();
});

const hook = () => `${app.origin}/hook?tenant=1`;
const text = async (changes: object = {}) =>
  (await sdkOn(standIn).messages.create({ to: TO, from: FROM, body: 'Hello', statusCallback: hook(), ...changes })).sid;
const told = () => app.received.map((_, index) => app.form(index).MessageStatus ?? app.form(index).CallStatus);

describe('what a StatusCallback hears of a text', () => {
  test('that it was sent and delivered, signed with the auth token', async () => {
    const sid = await text();
    const posted = await standIn.deliver(sid);
    expect(posted.map(({ status, answer }) => [status, answer])).toEqual([
      ['sent', 204],
      ['delivered', 204],
    ]);
    expect(app.form(1)).toMatchObject({ MessageSid: sid, SmsSid: sid, MessageStatus: 'delivered', To: TO, From: FROM });
    for (const [index, { headers, path }] of app.received.entries()) {
      const signature = String(headers['x-twilio-signature']);
      const url = app.origin + path;
      expect(twilio.validateRequest(standIn.authToken, signature, url, app.form(index))).toBe(true);
      expect(twilio.validateRequest('another-token', signature, url, app.form(index))).toBe(false);
    }
    expect((await sdkOn(standIn).messages(sid).fetch()).status).toBe('delivered');
  });

  test('nothing before it is asked for, and nothing when the text names no StatusCallback', async () => {
    const sid = await text({ statusCallback: undefined });
    await text();
    expect(await standIn.deliver(sid)).toEqual([]);
    expect(standIn.callbacks).toEqual([]);
    await expect(standIn.deliver('SM0')).rejects.toThrow('The stand-in for Twilio knows no SM0');
  });

  test('of a Messaging Service also that it was queued', async () => {
    await standIn.deliver(await text({ from: undefined, messagingServiceSid: `MG${'0'.repeat(32)}` }));
    expect(told()).toEqual(['queued', 'sent', 'delivered']);
  });

  test.each([
    ['undelivered', ['sent', 'undelivered']],
    ['failed', ['failed']],
  ] as const)('that it was %s, and why', async (outcome, statuses) => {
    const sid = await text();
    await standIn.deliver(sid, { outcome, errorCode: 30003 });
    expect(told()).toEqual(statuses);
    expect(app.form(statuses.length - 1).ErrorCode).toBe('30003');
    expect(await sdkOn(standIn).messages(sid).fetch()).toMatchObject({ status: outcome, errorCode: 30003 });
  });

  test('step by step, and what changed since', async () => {
    const sid = await text();
    await standIn.deliver(sid, { outcome: 'sent' });
    expect((await sdkOn(standIn).messages(sid).fetch()).status).toBe('sent');
    await standIn.deliver(sid);
    await standIn.deliver(sid, { outcome: 'undelivered' });
    expect(told()).toEqual(['sent', 'delivered', 'undelivered']);
    expect(app.form(1).RawDlrDoneDate).toMatch(/^\d{10}$/);
  });

  test('each as often as asked, under one idempotency token', async () => {
    await standIn.deliver(await text(), { times: 2 });
    expect(told()).toEqual(['sent', 'sent', 'delivered', 'delivered']);
    const tokens = app.received.map(({ headers }) => headers['i-twilio-idempotency-token']);
    expect(tokens[0]).toMatch(/^[0-9a-f-]{36}$/);
    expect([tokens[1], tokens[3], new Set(tokens).size]).toEqual([tokens[0], tokens[2], 2]);
  });

  test.each([
    [{ reversed: true }, ['delivered', 'sent']],
    [{ drop: ['sent'] }, ['delivered']],
    [{ drop: ['sent', 'delivered'] }, []],
    [{ statuses: ['queued', 'sent', 'delivered', 'read'] }, ['queued', 'sent', 'delivered', 'read']],
    [{ outcome: 'read' as const }, ['sent', 'delivered', 'read']],
  ])('%j: %j', async (delivery, statuses) => {
    await standIn.deliver(await text(), delivery);
    expect(told()).toEqual(statuses);
  });

  test('in JSON, signed by its hash', async () => {
    await standIn.deliver(await text(), { json: true });
    const [first] = app.received;
    expect(first?.path).toMatch(/^\/hook\?tenant=1&bodySHA256=[0-9a-f]{64}$/);
    const signature = String(first?.headers['x-twilio-signature']);
    const url = app.origin + first?.path;
    expect(twilio.validateRequestWithBody(standIn.authToken, signature, url, first?.body ?? '')).toBe(true);
    expect(twilio.validateRequestWithBody(standIn.authToken, signature, url, `${first?.body} `)).toBe(false);
    expect(JSON.parse(first?.body ?? '')).toMatchObject({ MessageStatus: 'sent' });
  });

  test('where the app really listens, signed for its public URL', async () => {
    const statusCallback = 'https://manage.example.com/hook?a=1';
    await standIn.deliver(await text({ statusCallback }), { via: app.origin });
    expect(app.received[0]).toMatchObject({ path: '/hook?a=1' });
    expect(app.received[0]?.headers).toMatchObject({
      'x-forwarded-host': 'manage.example.com',
      'x-forwarded-proto': 'https',
    });
    const signature = String(app.received[0]?.headers['x-twilio-signature']);
    expect(twilio.validateRequest(standIn.authToken, signature, statusCallback, app.form(0))).toBe(true);
  });

  test('a redirect is not followed, and an app that is away stops nothing', async () => {
    await using moved = await Receiver.start({ status: 307, headers: { location: hook() } });
    const posted = await standIn.deliver(await text({ statusCallback: moved.origin }));
    expect(posted.map(({ answer }) => answer)).toEqual([307, 307]);
    expect(app.received).toEqual([]);
    const away = await standIn.deliver(await text({ statusCallback: 'http://127.0.0.1:1/hook' }));
    expect(away.map(({ answer }) => answer)).toEqual([null, null]);
  });

  test('by itself, where the option says so; whoever waits sleeps no longer than it takes', async () => {
    await using busy = await startTwilioStandIn({ delivery: { delayMs: 5 } });
    const sdk = sdkOn(busy);
    const [first, second] = await Promise.all(
      [1, 2].map((n) => sdk.messages.create({ to: TO, from: FROM, body: `${n}`, statusCallback: hook() })),
    );
    await busy.settled();
    expect(busy.callbacks.map(({ sid }) => sid).sort()).toEqual(
      [first?.sid, first?.sid, second?.sid, second?.sid].sort(),
    );
    expect(app.received).toHaveLength(4);
  });
});

describe('what a StatusCallback hears of a call', () => {
  const call = async (changes: object = {}) => {
    const asked = { to: TO, from: FROM, twiml: '<Response/>', statusCallback: hook(), ...changes };
    return (await sdkOn(standIn).calls.create(asked as never)).sid;
  };

  test('how it ended, and no more', async () => {
    const sid = await call();
    await standIn.deliver(sid);
    expect(told()).toEqual(['completed']);
    expect(app.form(0)).toMatchObject({
      CallSid: sid,
      CallStatus: 'completed',
      CallDuration: '12',
      SequenceNumber: '0',
    });
  });

  const statusCallbackEvent = ['initiated', 'ringing', 'answered', 'completed'];
  test.each([
    ['completed', ['initiated', 'ringing', 'in-progress', 'completed']],
    ['no-answer', ['initiated', 'ringing', 'no-answer']],
    ['busy', ['initiated', 'ringing', 'busy']],
  ] as const)('all that it asks for: %s', async (outcome, statuses) => {
    await standIn.deliver(await call({ statusCallbackEvent }), { outcome });
    expect(told()).toEqual(statuses);
    const signature = String(app.received[0]?.headers['x-twilio-signature']);
    expect(twilio.validateRequest(standIn.authToken, signature, hook(), app.form(0))).toBe(true);
  });
});
