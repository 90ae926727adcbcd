import { freePort } from '@countersign/support';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { codeMessage } from './code-message.fixture.js';
import { startTwilioStandIn, type TwilioStandIn, twilioAnswers } from './testing/index.js';
import { twilioSender } from './twilio-sender.js';

let twilio: TwilioStandIn;
beforeAll(async () => {
  twilio = await startTwilioStandIn();
});
afterEach(() => twilio.reset());
afterAll(() => twilio.close());

const sender = (changes: object = {}) =>
  twilioSender({ ...twilio.credentials, from: '+15005550006', apiUrl: twilio.url, timeoutMs: 3_000, ...changes });

/** Sends, and tells how long that took. */
async function timed(sending: () => Promise<unknown>): Promise<{ outcome: unknown; ms: number }> {
  const start = performance.now();
  return { outcome: await sending(), ms: performance.now() - start };
}

describe('R85: a message that was surely not processed', () => {
  test.each([
    [20429, 429],
    [20503, 503],
  ])('%d goes once more after a short pause, the same in every word', async (code, status) => {
    twilio.respond(twilioAnswers.error(code, status), 1);
    const { outcome, ms } = await timed(() => sender().send(codeMessage()));
    expect(outcome).toEqual({ status: 'accepted', id: twilio.messages[0]?.sid });
    const [first, second] = twilio.requests.map(({ fields: { ValidityPeriod, ...fields } }) => fields);
    expect(second).toEqual(first);
    expect(ms).toBeGreaterThanOrEqual(100);
    expect(twilio.messages).toHaveLength(1);
  });

  test('goes no third time', async () => {
    twilio.respond(twilioAnswers.error(20429, 429));
    expect(await sender().send(codeMessage())).toMatchObject({ status: 'refused', reason: 'busy' });
    expect(twilio.requests).toHaveLength(2);
  });

  test('goes once more where nobody had listened', async () => {
    const port = await freePort();
    const sending = sender({ apiUrl: `http://127.0.0.1:${port}` }).send(codeMessage());
    await using late = await startTwilioStandIn({ port, credentials: twilio.credentials });
    expect(await sending).toMatchObject({ status: 'accepted' });
    expect(late.messages).toHaveLength(1);
  });

  test('R31: is told that its code has less to live by then', async () => {
    twilio.respond(twilioAnswers.error(20429, 429), 1);
    await sender().send(codeMessage());
    expect(twilio.requests.map(({ fields }) => Number(fields.ValidityPeriod))).toEqual([300, 299]);
  });

  test('does not go again when half of the time is over', async () => {
    twilio.respond(twilioAnswers.delay(1_600, twilioAnswers.error(20429, 429)));
    const { outcome, ms } = await timed(() => sender().send(codeMessage()));
    expect(outcome).toMatchObject({ status: 'refused', reason: 'busy' });
    expect(twilio.requests).toHaveLength(1);
    expect(ms).toBeLessThan(2_500);
  });

  test('R31: is not sent a third time either when it may not be forgotten', async () => {
    twilio.respond(twilioAnswers.error(20429, 429), 1);
    twilio.respond(twilioAnswers.error(30029));
    expect(await sender().send(codeMessage())).toMatchObject({ status: 'refused', providerCode: 30029 });
    expect(twilio.requests).toHaveLength(2);
  });
});

describe('R85: a message that may have been sent goes never again by itself', () => {
  test.each([
    ['no answer', twilioAnswers.hang()],
    ['a cut answer', twilioAnswers.cut()],
    ['a reset', twilioAnswers.reset()],
    ['20500', twilioAnswers.error(20500, 500)],
    ['a bare 503', twilioAnswers.raw(503, '')],
  ])('%s', async (_, behaviour) => {
    twilio.respond(behaviour);
    expect(await sender({ timeoutMs: 1_000 }).send(codeMessage())).toMatchObject({ status: 'unknown' });
    expect(twilio.requests).toHaveLength(1);
  });
});

test('R85: both requests together take no longer than one may', async () => {
  twilio.respond(twilioAnswers.delay(900, twilioAnswers.error(20429, 429)), 1);
  twilio.respond(twilioAnswers.hang());
  const { outcome, ms } = await timed(() => sender().send(codeMessage()));
  expect(outcome).toEqual({ status: 'unknown', reason: 'unavailable' });
  expect(ms).toBeLessThan(3_500);
  expect(twilio.requests).toHaveLength(2);
});

test('R31: of two texts at once, each goes again without the wish to be forgotten', async () => {
  await using plain = await startTwilioStandIn({ messageRedaction: false });
  const both = sender({ ...plain.credentials, apiUrl: plain.url });
  const outcomes = await Promise.all([both.send(codeMessage()), both.send(codeMessage())]);
  expect(outcomes).toEqual([
    expect.objectContaining({ status: 'accepted' }),
    expect.objectContaining({ status: 'accepted' }),
  ]);
});
