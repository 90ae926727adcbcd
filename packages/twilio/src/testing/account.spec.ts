import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { sdkOn } from './sdk.fixture.js';
import { startTwilioStandIn, type TwilioStandIn } from './stand-in.js';

const TO = '+31612345678';
const SERVICE = `MG${'7'.repeat(32)}`;
const POOL = `MG${'9'.repeat(32)}`;
const TOLL_FREE = '+18885550100';

let standIn: TwilioStandIn;
beforeAll(async () => {
  standIn = await startTwilioStandIn({
    account: { type: 'Trial' },
    numbers: [
      '+15005550006',
      { number: '+31970000000', sms: false },
      { number: TOLL_FREE, verification: 'PENDING_REVIEW' },
    ],
    shortCodes: ['12345'],
    messagingServices: [
      SERVICE,
      {
        sid: POOL,
        registered: false,
        numbers: ['+31970000000'],
        shortCodes: { 12345: 'US' },
        alphaSenders: ['Example'],
      },
    ],
  });
});
afterEach(() => standIn.reset());
afterAll(() => standIn.close());

describe('the account', () => {
  test('tells what it is, and not its auth token', async () => {
    const { accountSid } = standIn.credentials;
    const account = await sdkOn(standIn).api.v2010.accounts(accountSid).fetch();
    expect(account).toMatchObject({ sid: accountSid, type: 'Trial', status: 'active' });
    expect(JSON.stringify(account)).not.toContain(standIn.authToken);
  });

  test('has its own numbers, and can be asked for one', async () => {
    const numbers = async (phoneNumber?: string) =>
      (await sdkOn(standIn).incomingPhoneNumbers.list(phoneNumber ? { phoneNumber } : {})).map(
        (own) => own.phoneNumber,
      );
    expect(await numbers()).toEqual(['+15005550006', '+31970000000', TOLL_FREE]);
    expect(await numbers('+31970000000')).toEqual(['+31970000000']);
    expect(await numbers('+31970000001')).toEqual([]);
  });

  test('tells what a number can do', async () => {
    const [own] = await sdkOn(standIn).incomingPhoneNumbers.list({ phoneNumber: '+31970000000' });
    expect(own?.capabilities).toMatchObject({ sms: false, voice: true });
  });

  test('has its own short codes, and can be asked for one', async () => {
    const codes = async (shortCode: string) => (await sdkOn(standIn).shortCodes.list({ shortCode })).length;
    expect([await codes('12345'), await codes('54321')]).toEqual([1, 0]);
  });

  test('tells how far the verification of a toll-free number has come, if it was asked for', async () => {
    const sdk = sdkOn(standIn);
    const verificationOf = async (phoneNumber: string) => {
      const [own] = await sdk.incomingPhoneNumbers.list({ phoneNumber });
      const about = { tollfreePhoneNumberSid: own?.sid ?? '' };
      return (await sdk.messaging.v1.tollfreeVerifications.list(about)).map(({ status }) => status);
    };
    expect(await verificationOf(TOLL_FREE)).toEqual(['PENDING_REVIEW']);
    expect(await verificationOf('+15005550006')).toEqual([]);
  });

  test('has its own Messaging Services', async () => {
    const { services } = sdkOn(standIn).messaging.v1;
    const all = (await services.list()).map((service) => [service.sid, service.usAppToPersonRegistered]);
    expect(all).toEqual([
      [SERVICE, true],
      [POOL, false],
    ]);
    expect(await services(SERVICE).fetch()).toMatchObject({ sid: SERVICE });
    const missing = sdkOn(standIn).messaging.v1.services(`MG${'8'.repeat(32)}`);
    await expect(missing.fetch()).rejects.toMatchObject({ status: 404, code: 20404 });
    await expect(missing.phoneNumbers.list()).rejects.toMatchObject({ status: 404 });
  });

  test('has senders in their pools: all of its numbers, or those that were given', async () => {
    const { services } = sdkOn(standIn).messaging.v1;
    expect(await services(SERVICE).phoneNumbers.list()).toHaveLength(3);
    expect(await services(SERVICE).alphaSenders.list()).toEqual([]);
    const [number] = await services(POOL).phoneNumbers.list();
    expect(number).toMatchObject({ phoneNumber: '+31970000000', countryCode: 'NL', capabilities: ['Voice'] });
    expect(await services(POOL).shortCodes.list()).toMatchObject([{ shortCode: '12345', countryCode: 'US' }]);
    expect(await services(POOL).alphaSenders.list()).toMatchObject([{ alphaSender: 'Example' }]);
  });
});

describe('Lookup', () => {
  const lookUp = (number: string, fields?: string) =>
    sdkOn(standIn)
      .lookups.v2.phoneNumbers(number)
      .fetch(fields ? { fields } : {});
  const ALL = 'line_type_intelligence,sim_swap,sms_pumping_risk';

  test('tells no more than is asked for', async () => {
    const plain = await lookUp(TO);
    expect(plain).toMatchObject({ phoneNumber: TO, valid: true, lineTypeIntelligence: null, simSwap: null });
    expect(await lookUp(TO, 'sim_swap')).toMatchObject({
      lineTypeIntelligence: null,
      simSwap: { lastSimSwap: { last_sim_swap_date: null, swapped_in_period: false } },
    });
  });

  test('tells the usual: a mobile phone, no swap, no risk', async () => {
    expect(await lookUp(TO, ALL)).toMatchObject({
      lineTypeIntelligence: { type: 'mobile' },
      simSwap: { lastSimSwap: { swapped_in_period: false } },
      smsPumpingRisk: { smsPumpingRiskScore: 0, carrierRiskCategory: 'low', numberBlocked: false },
    });
  });

  test('tells what it was told', async () => {
    const at = new Date('2026-01-02T03:04:05Z');
    standIn.know(TO, { country: 'NL', lineType: 'landline', simSwap: { at, inPeriod: true }, pumpingRisk: 95 });
    expect(await lookUp(TO, ALL)).toMatchObject({
      countryCode: 'NL',
      callingCountryCode: '31',
      lineTypeIntelligence: { type: 'landline' },
      simSwap: { lastSimSwap: { last_sim_swap_date: at.toISOString(), swapped_in_period: true } },
      smsPumpingRisk: { smsPumpingRiskScore: 95, carrierRiskCategory: 'high' },
    });
  });

  test.each([
    [60, 'mild'],
    [75, 'moderate'],
    [59, 'low'],
  ])('a risk of %d is %s', async (pumpingRisk, category) => {
    standIn.know(TO, { pumpingRisk });
    expect((await lookUp(TO, ALL)).smsPumpingRisk).toMatchObject({ carrierRiskCategory: category });
  });

  test('a number that is none has no facts', async () => {
    const answer = await lookUp('12', ALL);
    expect(answer).toMatchObject({ valid: false, validationErrors: ['NOT_A_NUMBER'], lineTypeIntelligence: null });
  });
});
