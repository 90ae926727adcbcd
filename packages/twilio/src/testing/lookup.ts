import { dialCodeOf } from '@countersign/core';
import { isNumber } from './address.js';
import type { TwilioAnswer } from './answer.js';
import type { TwilioNumberFacts } from './number-facts.js';
import type { TwilioRequest } from './records.js';
import type { StandInAccount } from './stand-in-account.js';

/** `GET /v2/PhoneNumbers/{number}`: the number, and what `Fields` asks for. */
export function lookUp({ path }: TwilioRequest, account: StandInAccount, number: string): TwilioAnswer {
  const asked = new URL(path, 'http://stand-in').searchParams.get('Fields')?.split(',') ?? [];
  const facts = account.lookups.get(number) ?? {};
  const valid = facts.valid ?? isNumber(number);
  const packages = Object.entries(PACKAGES).map(([name, of]) => [
    name,
    asked.includes(name) && valid ? of(facts) : null,
  ]);
  const country = valid ? facts.country : undefined;
  const body = {
    calling_country_code: country === undefined ? null : dialCodeOf(country),
    country_code: country ?? null,
    phone_number: number,
    national_format: null,
    valid,
    validation_errors: valid ? [] : ['NOT_A_NUMBER'],
    ...Object.fromEntries(packages),
    url: `https://lookups.twilio.com/v2/PhoneNumbers/${number}`,
  };
  return { status: 200, body };
}

const PACKAGES: Readonly<Record<string, (facts: TwilioNumberFacts) => object | null>> = {
  line_type_intelligence: ({ lineType = 'mobile', carrier = 'Stand-in Mobile' }) => ({
    ...NETWORK,
    carrier_name: carrier,
    type: lineType,
  }),
  sim_swap: ({ simSwap = { at: null, inPeriod: false }, carrier = 'Stand-in Mobile' }) => ({
    ...NETWORK,
    carrier_name: carrier,
    last_sim_swap: {
      last_sim_swap_date: simSwap.at?.toISOString() ?? null,
      swapped_period: 'PT24H',
      swapped_in_period: simSwap.inPeriod,
    },
  }),
  sms_pumping_risk: ({ pumpingRisk = 0, blocked = false }) => ({
    carrier_risk_category: riskCategory(pumpingRisk),
    number_blocked: blocked,
    number_blocked_date: null,
    number_blocked_last_3_months: blocked,
    sms_pumping_risk_score: pumpingRisk,
    error_code: null,
  }),
};

const NETWORK = { mobile_country_code: '001', mobile_network_code: '01', error_code: null };

function riskCategory(score: number): string {
  if (score >= 90) return 'high';
  if (score >= 75) return 'moderate';
  return score >= 60 ? 'mild' : 'low';
}
