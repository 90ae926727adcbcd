import { checkAll } from './check-all.js';
import { OPTION_RULES, type OptionRule } from './option-rules.js';
import type { TwilioAccountOptions } from './twilio-sender-options.js';

/** Options of {@link twilioNumberCheck}. At least one of `lineType`, `simSwap` and `pumpingRisk` has to be on. */
export interface TwilioNumberCheckOptions extends TwilioAccountOptions {
  /** Blocks what is no mobile phone: landlines, VoIP, premium and shared-cost numbers, pagers, voicemail (R27). Default: off. */
  readonly lineType?: boolean;
  /** Blocks a number whose SIM was swapped lately, as long ago as the carrier tells. Needs Twilio's approval. Default: off. */
  readonly simSwap?: boolean;
  /** Blocks a number whose risk of SMS pumping is above this score, 0 to 99, and one that Twilio blocks. Default: off. */
  readonly pumpingRisk?: number;
  /** Asks before every code, and not only before those that register a number. Default: false. */
  readonly beforeEverySend?: boolean;
  /** As of the sender. */
  readonly apiUrl?: string;
  /** How long an answer may take, in milliseconds, 1000 to 3000. Default 3000. */
  readonly timeoutMs?: number;
}

const YES_OR_NO: OptionRule = { fits: (value) => typeof value === 'boolean', expected: 'must be true or false' };
const wholeNumber = (least: number, most: number, what: string): OptionRule => ({
  fits: (value) => Number.isInteger(value) && Number(value) >= least && Number(value) <= most,
  expected: `must be ${what} from ${least} to ${most}`,
});

const { accountSid, apiKey, apiSecret, apiUrl } = OPTION_RULES;

/** The rule of every option. */
export const LOOKUP_RULES = {
  ...{ accountSid, apiKey, apiSecret, apiUrl },
  ...{ lineType: YES_OR_NO, simSwap: YES_OR_NO, beforeEverySend: YES_OR_NO },
  pumpingRisk: wholeNumber(0, 99, 'a whole number'),
  timeoutMs: wholeNumber(1_000, 3_000, 'a whole number of milliseconds'),
} as const satisfies Record<string, OptionRule>;

/** Options that were checked, defaults filled in. */
export interface CheckedLookupOptions extends TwilioAccountOptions {
  /** What Lookup is asked, in its own words. */
  readonly fields: readonly string[];
  /** The greatest risk that is no objection. */
  readonly mostRisk: number;
  readonly beforeEverySend: boolean;
  /** Null: Twilio's own. */
  readonly apiUrl: URL | null;
  readonly timeoutMs: number;
}

/** Checks the options. @throws TypeError */
export function checkLookupOptions(options: TwilioNumberCheckOptions): CheckedLookupOptions {
  checkAll(Object(options), LOOKUP_RULES, { of: 'twilioNumberCheck', required: ['accountSid', 'apiKey', 'apiSecret'] });
  const { accountSid, apiKey, apiSecret, apiUrl, timeoutMs = 3_000, beforeEverySend = false, pumpingRisk } = options;
  const fields = [
    ...(options.lineType ? ['line_type_intelligence'] : []),
    ...(options.simSwap ? ['sim_swap'] : []),
    ...(pumpingRisk === undefined ? [] : ['sms_pumping_risk']),
  ];
  if (fields.length === 0) throw new TypeError('twilioNumberCheck needs lineType, simSwap or pumpingRisk');
  return {
    ...{ accountSid, apiKey, apiSecret, timeoutMs, beforeEverySend, fields },
    apiUrl: apiUrl === undefined ? null : new URL(apiUrl),
    mostRisk: pumpingRisk ?? 100,
  };
}
