import type { SendFailure } from '@countersign/core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { codeMessage } from './code-message.fixture.js';
import { CODE_MEANINGS } from './error-codes.js';
import { startTwilioStandIn, type TwilioStandIn, twilioAnswers } from './testing/index.js';
import { twilioSender } from './twilio-sender.js';

let twilio: TwilioStandIn;
beforeAll(async () => {
  twilio = await startTwilioStandIn();
});
afterEach(() => twilio.reset());
afterAll(() => twilio.close());

const YES = true;
const NO = false;

/** Code, HTTP status, what the person is told, try again later, another way, tell the operator, requests made. */
const TABLE: [number, number, SendFailure, boolean, boolean, boolean, number][] = [
  [13227, 400, 'country_blocked', NO, YES, YES, 1],
  [20003, 401, 'misconfigured', NO, YES, YES, 1],
  [20429, 429, 'busy', YES, NO, NO, 2],
  [20503, 503, 'busy', YES, NO, NO, 2],
  [21211, 400, 'number_invalid', NO, NO, NO, 1],
  [21215, 400, 'country_blocked', NO, YES, YES, 1],
  [21408, 403, 'country_blocked', NO, YES, YES, 1],
  [21606, 400, 'misconfigured', NO, YES, YES, 1],
  [21608, 400, 'misconfigured', NO, YES, YES, 1],
  [21610, 400, 'opted_out', NO, YES, NO, 1],
  [21611, 400, 'misconfigured', NO, YES, YES, 1],
  [21612, 400, 'no_route', NO, YES, YES, 1],
  [21614, 400, 'not_mobile', NO, YES, NO, 1],
  [21635, 400, 'not_mobile', NO, YES, NO, 1],
  [30002, 400, 'misconfigured', NO, YES, YES, 1],
  [30003, 400, 'number_unreachable', YES, YES, NO, 1],
  [30005, 400, 'number_inactive', NO, YES, NO, 1],
  [30006, 400, 'not_mobile', NO, YES, NO, 1],
  [30007, 400, 'not_delivered', NO, YES, YES, 1],
  [30008, 400, 'not_delivered', YES, YES, NO, 1],
  // Again without the wish to have it forgotten.
  [30029, 400, 'misconfigured', NO, YES, YES, 2],
  [30030, 400, 'misconfigured', NO, YES, YES, 2],
  [30032, 400, 'misconfigured', NO, YES, YES, 1],
  [30034, 400, 'misconfigured', NO, YES, YES, 1],
  [30036, 400, 'too_late', YES, YES, NO, 1],
  [30038, 400, 'not_delivered', NO, YES, NO, 1],
  [30450, 400, 'paused', NO, YES, YES, 1],
  [30500, 400, 'not_delivered', YES, YES, NO, 1],
  [63016, 400, 'misconfigured', NO, YES, YES, 1],
];

const send = () =>
  twilioSender({ ...twilio.credentials, from: '+15005550006', apiUrl: twilio.url, timeoutMs: 3_000 }).send(
    codeMessage(),
  );

describe('R85: the table of error codes, by the SDK', () => {
  test.each(TABLE)('%d (HTTP %d): %s', async (code, status, reason, retryable, switchChannel, alert, requests) => {
    twilio.respond(twilioAnswers.error(code, status));
    const outcome = { status: 'refused', reason, retryable, switchChannel, alert, providerCode: code };
    expect(await send()).toEqual(outcome);
    expect(twilio.requests).toHaveLength(requests);
    expect(twilio.messages).toEqual([]);
  });

  test('has a row here for each that is there, in order', () => {
    expect(TABLE.map(([code]) => code)).toEqual([...CODE_MEANINGS.keys()]);
  });

  test.each([
    [20500, 500],
    [20500, 503],
    [30003, 500],
    [99_999, 502],
    [20408, 408],
  ])('%d (HTTP %d) may have been sent: never again by itself, whatever the code says', async (code, status) => {
    twilio.respond(twilioAnswers.error(code, status));
    expect(await send()).toEqual({ status: 'unknown', reason: 'unavailable', providerCode: code });
    expect(twilio.requests).toHaveLength(1);
  });

  test.each([
    [400, 'not_delivered', false],
    [401, 'misconfigured', true],
    [403, 'misconfigured', true],
    [404, 'misconfigured', true],
    [413, 'not_delivered', false],
  ])('a code that is not there, with HTTP %d: %s, told by its number', async (status, reason, alert) => {
    twilio.respond(twilioAnswers.error(99_999, status));
    expect(await send()).toMatchObject({ status: 'refused', reason, alert, retryable: false, providerCode: 99_999 });
    expect(twilio.requests).toHaveLength(1);
  });

  test('a 429 is one whatever the code says', async () => {
    twilio.respond(twilioAnswers.error(21610, 429));
    expect(await send()).toMatchObject({ status: 'refused', reason: 'busy', retryable: true });
  });
});
