import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { sdkOn } from './sdk.fixture.js';
import { startTwilioStandIn, type TwilioStandIn } from './stand-in.js';

const TO = '+31612345678';
const SERVICE = `MG${'7'.repeat(32)}`;

let standIn: TwilioStandIn;
beforeAll(async () => {
  standIn = await startTwilioStandIn({
    account: { type: 'Trial' },
    numbers: ['+15005550006', '+31970000000'],
    messagingServices: [SERVICE],
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
    expect(await numbers()).toEqual(['+15005550006', '+31970000000']);
    expect(await numbers('+31970000000')).toEqual(['+31970000000']);
    expect(await numbers('+31970000001')).toEqual([]);
  });

  test('has its own Messaging Services', async () => {
    expect(await sdkOn(standIn).messaging.v1.services(SERVICE).fetch()).toMatchObject({ sid: SERVICE });
    const missing = sdkOn(standIn).messaging.v1.services(`MG${'8'.repeat(32)}`);
    await expect(missing.fetch()).rejects.toMatchObject({ status: 404, code: 20404 });
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
