import { inspect } from 'node:util';
import { CHANNELS } from '@countersign/core';
import { freePort } from '@countersign/support';
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { CODE, codeMessage, TO } from './code-message.fixture.js';
import { ForgetfulClient } from './forgetful-client.js';
import { startTwilioStandIn, type TwilioStandIn, twilioAnswers } from './testing/index.js';
import { twilioSender } from './twilio-sender.js';

const NUMBER = '+15005550006';
const WHATSAPP = { from: NUMBER, contentSid: `HX${'e5'.repeat(16)}` };
const FROM = { from: 'Example', voice: { from: NUMBER }, whatsapp: WHATSAPP };
const SECRET = 'sentinel-secret-of-the-api-key-1';

let twilio: TwilioStandIn;
beforeAll(async () => {
  twilio = await startTwilioStandIn({ credentials: { apiSecret: SECRET } });
});
afterEach(() => {
  twilio.reset();
  jest.restoreAllMocks();
});
afterAll(() => twilio.close());

const basic = () => Buffer.from(`${twilio.credentials.apiKey}:${SECRET}`).toString('base64');

/** Everything that a log, a debugger's console or an error tracker makes of a value. */
function printed(value: unknown): string {
  const error = value instanceof Error ? [value.message, value.stack, inspect(value.cause)] : [];
  const views = [inspect(value, { depth: 6 }), inspect(value, { depth: 6, showHidden: true }), String(value)];
  return [...views, ...error, json(value)].join('\n');
}

/** As JSON, circles left out. */
function json(value: unknown): string | undefined {
  const seen = new Set<unknown>();
  return JSON.stringify(value, (_, part: unknown) => {
    if (typeof part !== 'object' || part === null) return part;
    if (seen.has(part)) return undefined;
    seen.add(part);
    return part;
  });
}

function expectClean(text: string): void {
  for (const sentinel of [CODE, TO, TO.slice(1), SECRET, basic(), 'manage.example.com'])
    expect(text).not.toContain(sentinel);
}

const echo = `<html>${CODE} ${TO} @manage.example.com</html>`;
const behaviours = {
  accepted: twilioAnswers.accept(),
  'refused, in words that repeat the request': twilioAnswers.error(21211, 400, `${TO} cannot get "${CODE}"`),
  'failed, in words that repeat the request': twilioAnswers.error(20500, 500, `${TO} cannot get "${CODE}"`),
  'no JSON, with the request in it': twilioAnswers.raw(200, echo),
  'bad gateway, with the request in it': twilioAnswers.raw(502, echo),
  redirect: twilioAnswers.raw(302, echo, { location: `https://example.com/${CODE}` }),
  hang: twilioAnswers.hang(),
  cut: twilioAnswers.cut(),
  reset: twilioAnswers.reset(),
};

describe.each(Object.entries(behaviours))('Twilio: %s', (_, behaviour) => {
  test.each(CHANNELS)(
    'R76: by %s neither outcome nor sender prints code, number or secret, and nothing is logged',
    async (channel) => {
      const written = [process.stdout, process.stderr].map((stream) =>
        jest.spyOn(stream, 'write').mockReturnValue(true),
      );
      const logged = (['log', 'warn', 'error', 'info', 'debug'] as const).map((level) => jest.spyOn(console, level));
      twilio.respond(behaviour);
      const sender = twilioSender({ ...twilio.credentials, ...FROM, apiUrl: twilio.url, timeoutMs: 1000 });
      const sending = sender.send(codeMessage({ channel }));
      const during = printed(sender);
      const outcome = await sending;
      for (const spy of [...written, ...logged]) expect(spy).not.toHaveBeenCalled();
      jest.restoreAllMocks();
      expectClean([during, printed(sender), printed(outcome)].join('\n'));
    },
  );

  test('R76: the HTTP client of the SDK remembers no request, and throws none', async () => {
    const client = new ForgetfulClient(new URL(twilio.url), 1000);
    twilio.respond(behaviour);
    const thrown = await client.request(request()).then(
      () => undefined,
      (error: unknown) => error,
    );
    expect([client.lastRequest, client.lastResponse]).toEqual([undefined, undefined]);
    expectClean(printed(client) + printed(thrown));
  });
});

test('R76: a refused connection throws no request either', async () => {
  const client = new ForgetfulClient(new URL(`http://127.0.0.1:${await freePort()}`), 1000);
  const thrown: unknown = await client.request(request()).catch((error: unknown) => error);
  expect(thrown).toMatchObject({ name: 'TransportError', code: 'ECONNREFUSED' });
  expectClean(printed(thrown));
});

test("R76: the SDK's request log stays off, whoever asks for it", async () => {
  const log = jest.spyOn(console, 'log').mockReturnValue(undefined);
  await new ForgetfulClient(new URL(twilio.url), 1000).request({ ...request(), logLevel: 'debug' });
  expect(log).not.toHaveBeenCalled();
});

function request() {
  return {
    method: 'post' as const,
    uri: `https://api.twilio.com/2010-04-01/Accounts/${twilio.credentials.accountSid}/Messages.json`,
    username: twilio.credentials.apiKey,
    password: SECRET,
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    data: { To: TO, From: 'Example', Body: codeMessage().text() },
  };
}
