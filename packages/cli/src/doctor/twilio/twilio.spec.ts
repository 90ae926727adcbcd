import { freePort } from '@countersign/support';
import { startTwilioStandIn, type TwilioStandIn, twilioAnswers } from '@countersign/twilio/testing';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Environment } from '../../environment.js';
import { clockAhead, look } from '../../spec/look.js';
import type { FindingStatus } from '../finding.js';
import type { DoctorOptions } from '../settings.js';
import { accountCheck } from './account.js';
import { twilioClockCheck } from './clock.js';
import { credentialsCheck } from './credentials.js';
import { senderCheck } from './sender.check.js';

const [REGISTERED, UNREGISTERED, VERIFIED, IN_REVIEW, UNVERIFIED] = [
  ...['+14155550100', '+14155550101', '+18885550100', '+18885550101', '+18885550102'],
] as const;
const [CANADIAN, DUTCH, VOICE_ONLY] = ['+16135550100', '+3197010281234', '+442071838750'] as const;
const service = (letter: string) => `MG${letter.repeat(32)}`;

let twilio: TwilioStandIn;
beforeAll(async () => {
  twilio = await startTwilioStandIn({
    numbers: [
      ...[REGISTERED, UNREGISTERED, CANADIAN, DUTCH, UNVERIFIED],
      { number: VOICE_ONLY, sms: false },
      { number: VERIFIED, verification: 'TWILIO_APPROVED' },
      { number: IN_REVIEW, verification: 'IN_REVIEW' },
    ],
    shortCodes: ['12345'],
    messagingServices: [
      { sid: service('a'), numbers: [] },
      { sid: service('b'), numbers: [REGISTERED, CANADIAN] },
      { sid: service('c'), numbers: [UNREGISTERED], registered: false },
      { sid: service('d'), numbers: [VERIFIED], alphaSenders: ['Example'] },
      { sid: service('e'), numbers: [DUTCH], shortCodes: { 12345: 'US' } },
    ],
  });
});
afterEach(() => twilio.reset());
afterAll(() => twilio.close());

const variables = (standIn = twilio, more: Environment = {}): Environment => ({
  TWILIO_ACCOUNT_SID: standIn.credentials.accountSid,
  TWILIO_API_KEY: standIn.credentials.apiKey,
  TWILIO_API_SECRET: standIn.credentials.apiSecret,
  TWILIO_API_URL: standIn.url,
  ...more,
});

describe('twilio-credentials', () => {
  const found = (more?: Environment) => look(credentialsCheck, variables(twilio, more));

  test('a standard key is let in: nothing is asked that it may not', async () => {
    expect(await found()).toEqual({ status: 'ok', says: 'Twilio lets the API key in.' });
    expect(twilio.requests.map(({ method, path }) => [method, path.includes('IncomingPhoneNumbers.json')])).toEqual([
      ['GET', true],
    ]);
  });

  test('a wrong secret is a problem', async () => {
    expect(await found({ TWILIO_API_SECRET: 'wrong' })).toMatchObject({
      status: 'problem',
      says: 'Twilio does not let TWILIO_API_KEY in with TWILIO_API_SECRET.',
    });
  });

  test('R32: the account’s auth token in place of a key is a warning', async () => {
    const { accountSid } = twilio.credentials;
    const pair = { TWILIO_API_KEY: accountSid, TWILIO_API_SECRET: twilio.authToken };
    expect(await found(pair)).toMatchObject({ status: 'warning', says: expect.stringContaining('auth token') });
  });
});

describe('twilio-account', () => {
  const found = (token: string | undefined, standIn = twilio) =>
    look(accountCheck, variables(standIn, { TWILIO_AUTH_TOKEN: token }));

  test('is read with the auth token, the second of two as well', async () => {
    expect(await found(twilio.authToken)).toMatchObject({ status: 'ok' });
    expect(await found(`${'0'.repeat(32)},${twilio.authToken}`)).toMatchObject({ status: 'ok' });
  });

  test('is not looked at without one, and says why', async () => {
    expect(await found(undefined)).toMatchObject({
      status: 'skipped',
      says: expect.stringContaining('TWILIO_AUTH_TOKEN'),
    });
    expect(twilio.requests).toEqual([]);
  });

  test('R32: a token of another account is a problem: receipts would be refused', async () => {
    expect(await found('0'.repeat(32))).toMatchObject({ status: 'problem', says: expect.stringContaining('receipts') });
  });

  test.each([
    ['trial', { type: 'Trial' }, 'warning', 'A trial account'],
    ['suspended', { status: 'suspended' }, 'problem', 'The account is suspended'],
    ['closed', { status: 'closed', type: 'Trial' }, 'problem', 'The account is closed'],
  ] as const)('a %s account', async (_, account, status, says) => {
    await using standIn = await startTwilioStandIn({ account });
    expect(await found(standIn.authToken, standIn)).toMatchObject({ status, says: expect.stringContaining(says) });
  });
});

describe('twilio-sender', () => {
  const found = (options: DoctorOptions, more?: Environment) => look(senderCheck, variables(twilio, more), options);

  test.each<[string, string, string, FindingStatus, string]>([
    ['a US long code with a campaign', REGISTERED, 'US,NL', 'ok', 'From a long code, •••• 00 for US, NL.'],
    ['one without', UNREGISTERED, 'US,NL', 'problem', 'Not US: a long code needs a 10DLC campaign'],
    ['one without, for other countries', UNREGISTERED, 'NL', 'ok', '•••• 01 for NL.'],
    ['a Canadian one with', CANADIAN, 'US,CA', 'ok', 'for US, CA.'],
    ['a long code of another country', DUTCH, 'NL,US', 'problem', 'Not US: a long code of another country'],
    ['the same, where the US is not allowed', DUTCH, 'NL,GB', 'ok', 'for NL, GB.'],
    ['a number for calls alone', VOICE_ONLY, 'GB', 'problem', 'Not GB: the number cannot send texts.'],
    ['a number of somebody else', '+31612345678', 'NL', 'problem', 'TWILIO_FROM is no sender of this account.'],
    ['a toll-free number, verified', VERIFIED, 'US,CA', 'ok', 'From a toll-free number, •••• 00 for US, CA.'],
    ['one in review', IN_REVIEW, 'US', 'problem', 'Not US: the toll-free number is not verified.'],
    ['one that nobody asked for', UNVERIFIED, 'CA', 'problem', 'Not CA: the toll-free number is not verified.'],
    ['one for elsewhere', VERIFIED, 'US,NL', 'problem', 'Not NL: a toll-free number reaches the US and Canada alone.'],
    ['a short code', '12345', 'US', 'ok', 'From a short code, 12345 for US.'],
    ['one for several countries', '12345', 'US,NL', 'problem', 'a short code works in its own country alone'],
    ['one of somebody else', '54321', 'US', 'problem', 'TWILIO_FROM is no sender of this account.'],
    ['a name', 'Example', 'NL,GB', 'ok', 'From an alphanumeric sender, “Example” for NL, GB.'],
    ['a name for the US and Canada', 'Example', 'NL,US,CA', 'problem', 'Not US, CA: an alphanumeric sender'],
    ['a name of 12', 'Example 1234', 'NL', 'problem', 'TWILIO_FROM must be an E.164 number, a short code, or 1 to 11'],
    ['no country', 'Example', 'Holland', 'skipped', 'No country is allowed.'],
  ])('%s', async (_, from, countries, status, says) => {
    const verdict = await found({ from, countries });
    expect(verdict).toMatchObject({ status, says: expect.stringContaining(says) });
    if (from.startsWith('+')) expect(JSON.stringify(verdict)).not.toContain(from.slice(1, -2));
  });

  test.each<[string, string, string, FindingStatus, string]>([
    ['without a sender', 'a', 'US', 'problem', 'There is no sender in the Messaging Service.'],
    ['with a campaign', 'b', 'US,NL', 'ok', 'From 2 long codes for US, NL.'],
    ['without one', 'c', 'US,NL', 'problem', 'Not US: a long code needs a 10DLC campaign'],
    ['of senders that make up for each other', 'd', 'US,CA,NL', 'ok', '1 toll-free number, 1 alphanumeric sender for'],
    ['with a short code of one country', 'e', 'US,NL', 'ok', 'From 1 long code, 1 short code for US, NL.'],
    ['that is not there', 'f', 'US', 'problem', 'The account has no such Messaging Service.'],
  ])('a Messaging Service %s', async (_, letter, countries, status, says) => {
    const verdict = await found({ messagingService: service(letter), countries });
    expect(verdict).toMatchObject({ status, says: expect.stringContaining(says) });
  });

  test('of several obstacles the one that is easiest to mend is told, with how long that takes', async () => {
    const verdict = await found({ messagingService: service('c'), countries: 'US' });
    expect(verdict.todo).toMatch(/10 to 15 business days.*30034/);
    expect((await found({ from: IN_REVIEW, countries: 'US' })).todo).toMatch(/3 to 5 business days.*30032/);
  });

  test('none at all', async () => {
    expect(await found({})).toMatchObject({ status: 'problem', says: expect.stringContaining('Neither') });
  });

  test('a Verify service is none', async () => {
    const verdict = await found({}, { TWILIO_MESSAGING_SERVICE_SID: 'VA1' });
    expect(verdict.says).toMatch(/^TWILIO_MESSAGING_SERVICE_SID must be a Messaging Service SID/);
  });
});

describe('twilio-clock', () => {
  const found = (ahead: number) => look(twilioClockCheck, variables(), { clock: clockAhead(ahead) });

  test.each([
    [0, 'ok', /agrees with Twilio’s/],
    [4_000, 'problem', /[34]\.\d s ahead of Twilio’s/],
    [-4_000, 'problem', /[34]\.\d s behind Twilio’s/],
  ] as const)('R86: %i ms ahead', async (ahead, status, says) => {
    expect(await found(ahead)).toMatchObject({ status, says: expect.stringMatching(says) });
  });

  test('an answer that refuses tells the time too', async () => {
    twilio.respond(twilioAnswers.error(20003, 401));
    expect(await found(0)).toMatchObject({ status: 'ok' });
  });
});

describe('a Twilio that does not answer as it should', () => {
  const checks = [credentialsCheck, senderCheck, accountCheck];
  const found = (env: Environment) => Promise.all(checks.map((check) => look(check, env, { from: 'Example' })));
  const env = () => variables(twilio, { TWILIO_AUTH_TOKEN: twilio.authToken, SECOND_FACTOR_COUNTRIES: 'NL' });
  const asking = { TWILIO_FROM: REGISTERED };

  test.each([
    [500, 'problem', 'Twilio answered with 500.'],
    [429, 'warning', 'Twilio is busy (429).'],
    [403, 'warning', 'The API key may not read this.'],
  ] as const)('R76: %i, and none of its words', async (status, kind, says) => {
    twilio.respond(twilioAnswers.error(20500, status, 'words of Twilio’s'));
    const verdicts = await Promise.all(checks.map((check) => look(check, { ...env(), ...asking })));
    for (const verdict of verdicts) expect(verdict).toMatchObject({ status: kind, says });
    expect(JSON.stringify(verdicts)).not.toContain('words of Twilio');
  });

  test('a key that is refused is told once', async () => {
    twilio.respond(twilioAnswers.error(20003, 401));
    const verdict = await look(senderCheck, { ...env(), ...asking });
    expect(verdict).toMatchObject({ status: 'skipped', says: expect.stringContaining('See twilio-credentials') });
  });

  test('nothing listens there', async () => {
    const gone = { ...env(), TWILIO_API_URL: `http://127.0.0.1:${await freePort()}` };
    const [credentials, sender, account] = await found(gone);
    const unreached = { status: 'problem', says: 'Twilio cannot be reached (ECONNREFUSED).' };
    expect([credentials, account]).toMatchObject([unreached, unreached]);
    // A name is nobody's: there is nothing to ask.
    expect(sender).toMatchObject({ status: 'ok' });
  });
});
