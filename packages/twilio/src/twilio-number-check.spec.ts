import { PhoneNumber } from '@countersign/core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { TO } from './code-message.fixture.js';
import type { TwilioNumberCheckOptions } from './lookup-options.js';
import { startTwilioStandIn, type TwilioNumberFacts, type TwilioStandIn, twilioAnswers } from './testing/index.js';
import { twilioNumberCheck } from './twilio-number-check.js';

let twilio: TwilioStandIn;
beforeAll(async () => {
  twilio = await startTwilioStandIn();
});
afterEach(() => twilio.reset());
afterAll(() => twilio.close());

const ALL = { lineType: true, simSwap: true, pumpingRisk: 74 };
const check = (options: object = ALL) =>
  twilioNumberCheck({ ...twilio.credentials, apiUrl: twilio.url, timeoutMs: 1_000, ...options }).check({
    ...{ phone: new PhoneNumber(TO), channel: 'sms', purpose: 'enrol', subject: 'alice' },
  });

const of = (facts: TwilioNumberFacts, options?: object) => {
  twilio.know(TO, facts);
  return check(options);
};

describe('what Lookup says of a number', () => {
  test.each(['mobile', 'personal', 'unknown', null])('R27: a line that is %s is allowed', async (lineType) => {
    expect(await of({ lineType })).toBe('allow');
  });

  test.each([
    ...['landline', 'fixedVoip', 'nonFixedVoip', 'tollFree', 'premium', 'sharedCost', 'uan', 'voicemail', 'pager'],
    'something new',
  ])('R27: a line that is %s is blocked', async (lineType) => {
    expect(await of({ lineType })).toBe('block');
  });

  test.each<[string, TwilioNumberFacts, string]>([
    ['no number', { valid: false }, 'block'],
    ['a SIM that was swapped lately', { simSwap: { at: new Date(), inPeriod: true } }, 'block'],
    ['a SIM that was swapped long ago', { simSwap: { at: new Date(0), inPeriod: false } }, 'allow'],
    ['a risk above the score', { pumpingRisk: 75 }, 'block'],
    ['a risk of the score', { pumpingRisk: 74 }, 'allow'],
    ['a number that Twilio blocks', { blocked: true }, 'block'],
  ])('R27: %s', async (_, facts, verdict) => {
    expect(await of(facts)).toBe(verdict);
  });

  test.each<[TwilioNumberCheckOptions | object, string, TwilioNumberFacts]>([
    [{ lineType: true }, 'line_type_intelligence', { pumpingRisk: 100, simSwap: { at: new Date(), inPeriod: true } }],
    [{ simSwap: true }, 'sim_swap', { pumpingRisk: 100, lineType: 'premium' }],
    [{ pumpingRisk: 0 }, 'sms_pumping_risk', { lineType: 'premium', simSwap: { at: new Date(), inPeriod: true } }],
  ])('R27: with %j nothing else is asked, or paid', async (options, fields, facts) => {
    expect(await of(facts, options)).toBe('allow');
    expect(new URL(twilio.requests[0]?.path ?? '', twilio.url).searchParams.get('Fields')).toBe(fields);
  });

  test.each([
    ['refuses', () => twilio.respond(twilioAnswers.error(20003, 401))],
    ['is down', () => twilio.respond(twilioAnswers.error(20500, 500))],
  ])('R27, R76: there is no verdict when Twilio %s, and no number in what is thrown', async (_, answer) => {
    answer();
    const error = await check().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Error);
    expect(JSON.stringify([String(error), error, (error as Error).stack])).not.toContain(TO.slice(1));
  });
});

describe('options', () => {
  test.each([
    [{}, /needs lineType, simSwap or pumpingRisk/],
    [{ lineType: false }, /needs lineType/],
    [{ lineType: 'yes' }, /^lineType must be true or false/],
    [{ pumpingRisk: 100 }, /^pumpingRisk must be a whole number from 0 to 99/],
    [{ lineType: true, timeoutMs: 5_000 }, /^timeoutMs must be a whole number of milliseconds from 1000 to 3000/],
    [{ lineType: true, apiKey: twilioToken() }, /^apiKey must be an API key SID/],
    [{ lineType: true, lookup: true }, /^lookup is not an option of twilioNumberCheck/],
  ])('R87: %j stops the start', (options, message) => {
    expect(() => twilioNumberCheck({ ...twilio.credentials, ...(options as object) })).toThrow(message);
  });

  test('R27: asked before every code only where that is wanted', () => {
    const { credentials } = twilio;
    expect(twilioNumberCheck({ ...credentials, lineType: true }).beforeEverySend).toBe(false);
    expect(twilioNumberCheck({ ...credentials, lineType: true, beforeEverySend: true }).beforeEverySend).toBe(true);
  });
});

function twilioToken(): string {
  return 'a1'.repeat(16);
}
