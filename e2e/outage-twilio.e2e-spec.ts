import { freePort, Visitor } from '@countersign/support';
import {
  startTwilioStandIn,
  type TwilioBehaviour,
  type TwilioStandIn,
  twilioAnswers,
} from '@countersign/twilio/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type Answer, answerTo, brief } from './harness/answer.js';
import { type Console, startConsole } from './harness/console.js';
import { enrol, logIn, PEOPLE } from './harness/people.js';
import { environmentOf, type System, startSystem } from './harness/system.js';
import { until } from './harness/until.js';

let system: System;
beforeAll(async () => {
  system = await startSystem();
}, 120_000);
afterAll(() => system?.[Symbol.asyncDispose]());
beforeEach(() => system.forget());

/** What the provider says of itself, which nobody else may hear. */
const GOSSIP = 'gossip of the provider';
const PHONE = PEOPLE.alice.phone;

interface Trouble {
  readonly name: string;
  readonly behaviour: TwilioBehaviour;
  /** What the page is told: surely not sent, or nobody knows. */
  readonly delivery: 'undelivered' | 'unknown';
  /** Whether the text goes out all the same. */
  readonly arrives: boolean;
  /** Requests for each code: a second one only where the first was surely not processed. */
  readonly requests: number;
}

const TROUBLES: Trouble[] = [
  {
    name: 'answers 400 with a text',
    behaviour: twilioAnswers.error(21610, 400, `${GOSSIP}: ${PHONE} is unsubscribed`),
    delivery: 'undelivered',
    arrives: false,
    requests: 1,
  },
  {
    name: 'answers 429',
    behaviour: twilioAnswers.error(20429, 429, GOSSIP),
    delivery: 'undelivered',
    arrives: false,
    requests: 2,
  },
  {
    name: 'answers 500',
    behaviour: twilioAnswers.error(20500, 500, GOSSIP),
    delivery: 'unknown',
    arrives: false,
    requests: 1,
  },
  {
    name: 'answers 200 with a page',
    behaviour: twilioAnswers.raw(200, `<h1>${GOSSIP}</h1>`, { 'content-type': 'text/html' }),
    delivery: 'unknown',
    arrives: true,
    requests: 1,
  },
  { name: 'cuts its answer off', behaviour: twilioAnswers.cut(), delivery: 'unknown', arrives: true, requests: 1 },
  { name: 'breaks the connection', behaviour: twilioAnswers.reset(), delivery: 'unknown', arrives: true, requests: 1 },
  { name: 'never answers', behaviour: twilioAnswers.hang(), delivery: 'unknown', arrives: true, requests: 1 },
];

describe.each(TROUBLES)('while Twilio $name', ({ behaviour, delivery, arrives, requests }) => {
  test('R28, R32, R85: the page opens and says so, a resend is 502 and charged, and the same sign-in ends well', async () => {
    await enrol(system, system.console.visitor(), 'alice');
    system.twilio.reset();
    system.twilio.respond(behaviour);
    const visitor = system.console.visitor();

    const login = await answerTo(logIn(visitor, 'alice'));
    expect(brief(login)).toEqual({
      status: 202,
      body: expect.objectContaining({ status: 'second_factor_required', code: codeState(delivery, 2) }),
    });
    await expectNotTold([login], visitor);

    await system.pass(31);
    const resend = await answerTo(visitor.post('/2fa/code', {}));
    expect(brief(resend)).toEqual({
      status: 502,
      body: {
        statusCode: 502,
        errorCode: 'code_not_sent',
        message: expect.any(String),
        methods: expect.arrayContaining(['sms']),
      },
    });
    // Two codes, and neither is given back.
    expect(system.twilio.requests).toHaveLength(2 * requests);
    const state = await answerTo(visitor.get('/2fa'));
    expect(brief(state).body).toEqual(expect.objectContaining({ code: codeState(delivery, 1) }));
    const late = arrives ? system.twilio.lastCode(PHONE) : undefined;

    system.twilio.respond(twilioAnswers.accept());
    await expectNotTold([resend, state], visitor);
    if (late !== undefined) {
      expect((await visitor.post('/2fa/verify', { code: late })).status).toBe(200);
      return;
    }
    await system.pass(61);
    const working = await answerTo(visitor.post('/2fa/code', {}));
    expect(brief(working)).toEqual({
      status: 202,
      body: expect.objectContaining({ code: codeState('accepted', 0) }),
    });
    expect((await visitor.post('/2fa/verify', { code: system.twilio.lastCode(PHONE) })).status).toBe(200);
  });
});

test('the page says that the code was not sent, and offers the next try when it may be made', async () => {
  await enrol(system, system.console.visitor(), 'alice');
  system.twilio.respond(twilioAnswers.error(30003, 400, GOSSIP));
  const visitor = system.console.visitor({ accept: 'html', bodyFormat: 'form' });
  const login = await answerTo(logIn(visitor, 'alice'));
  expect([login.status, login.headers.get('location')]).toEqual([303, '/2fa']);
  const page = await answerTo(visitor.get('/2fa'));
  expect(page.text).toMatch(/<div class="message message-warning" role="status"><p>Your phone could not be reached/);
  await system.pass(31);
  const ready = await answerTo(visitor.get('/2fa'));
  expect(ready.text).toMatch(/<form[^>]* action="\/2fa\/code"[^>]*>.*Resend Code/s);
  const again = await answerTo(visitor.post('/2fa/code', {}));
  expect(again.status).toBe(502);
  expect(again.text).toContain('Your phone could not be reached. Check that it is on and has a signal.');
  expect([login, page, ready, again].map(({ text }) => text).join()).not.toContain(GOSSIP);
});

test('R85: a text that Twilio took but never spoke of arrives late, and its code signs in', async () => {
  await enrol(system, system.console.visitor(), 'alice');
  system.twilio.respond(twilioAnswers.hang());
  const visitor = system.console.visitor();
  const { ms } = await answerTo(logIn(visitor, 'alice'));
  expect([ms >= 4_000, ms < 6_000]).toEqual([true, true]);
  expect((await visitor.post('/2fa/verify', { code: system.twilio.lastCode(PHONE) })).status).toBe(200);
  expect((await visitor.get('/api/me')).status).toBe(200);
});

describe('with a second account, over two processes', () => {
  let second: TwilioStandIn;
  let consoles: readonly Console[];
  let urls: readonly string[];
  const visitor = (process: number) => new Visitor(urls[process] ?? '');
  beforeAll(async () => {
    second = await startTwilioStandIn({ authToken: 'd'.repeat(32) });
    const { accountSid, apiKey, apiSecret } = second.credentials;
    const ports = [await freePort(), await freePort()];
    const env = {
      ...environmentOf(system),
      ...{ TWILIO_SECOND_ACCOUNT_SID: accountSid, TWILIO_SECOND_API_KEY: apiKey, TWILIO_SECOND_API_SECRET: apiSecret },
      ...{ TWILIO_SECOND_FROM: '+15005550006', TWILIO_SECOND_API_URL: second.url },
      ...{ TWILIO_SECOND_AUTH_TOKEN: second.authToken, SECOND_FACTOR_RESEND_WITHOUT_RECEIPT_SECONDS: '10' },
      PUBLIC_URL: 'http://localhost',
    };
    consoles = await Promise.all(ports.map((port) => startConsole({ ...env, PORT: String(port) })));
    urls = ports.map((port) => `http://127.0.0.1:${port}`);
  }, 120_000);
  afterAll(() => Promise.all([...(consoles ?? []), second].map((each) => each?.[Symbol.asyncDispose]())));

  test('R85, R88: what nobody has heard of goes out by it, once; what is known to have arrived, anywhere, does not', async () => {
    for (const name of ['alice', 'bob'] as const) await enrol(system, visitor(0), name);
    const [bob, alice] = [visitor(0), visitor(0)];
    // Bob first: when Alice's time is over, so is his.
    await logIn(bob, 'bob');
    const ofBob = system.twilio.messages.at(-1);
    await logIn(alice, 'alice');
    const ofAlice = system.twilio.messages.at(-1);
    const via = urls[1] ?? '';
    const told = await system.twilio.deliver(ofBob?.sid ?? '', { via });
    expect(new Set(told.map(({ answer }) => answer))).toEqual(new Set([204]));

    await until('the second account has sent it', () => second.messages.length > 0, 20_000);
    expect(second.messages.map(({ to, body }) => [to, body])).toEqual([[PHONE, ofAlice?.body]]);
    const state = async () => brief(await answerTo(alice.get('/2fa'))).body;
    expect(await state()).toEqual(expect.objectContaining({ code: codeState('accepted', 1) }));
    await second.deliver(second.messages[0]?.sid ?? '', { via });
    expect(await state()).toEqual(expect.objectContaining({ code: codeState('delivered', 1) }));
    expect((await alice.post('/2fa/verify', { code: second.lastCode(PHONE) })).status).toBe(200);
    expect([second.messages.length, system.twilio.messages.length]).toEqual([1, 4]);
  });
});

function codeState(delivery: string, sendsLeft: number) {
  return expect.objectContaining({ delivery, sendsLeft, attemptsLeft: 5, length: 6 });
}

/** Nothing of what the provider said is in a reply or in the log; and nobody is signed in. */
async function expectNotTold(answers: readonly Answer[], visitor: Visitor): Promise<void> {
  const texts = [...answers.map(({ text }) => text), system.console.app.output()];
  for (const text of texts) {
    expect(text).not.toContain(GOSSIP);
    expect(text).not.toContain(PHONE);
    expect(text).not.toMatch(/twilio|\b(21610|20429|20500)\b/i);
  }
  expect((await visitor.get('/api/me')).status).toBe(401);
}
