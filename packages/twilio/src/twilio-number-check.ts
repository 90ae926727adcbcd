import type { NumberCheck, NumberToCheck, NumberVerdict } from '@countersign/core';
import type twilio from 'twilio';
import { type CheckedLookupOptions, checkLookupOptions, type TwilioNumberCheckOptions } from './lookup-options.js';
import { type Findings, verdictOf } from './lookup-verdict.js';
import { twilioClient } from './twilio-client.js';

/**
 * A check of numbers by Twilio Lookup: what kind of line it is, whether its SIM was swapped of late, whether texts to it look
 * like SMS pumping. Each is paid for by the number asked, and each is off until it is switched on.
 *
 * @example
 * new SecondFactor({ …, numberCheck: twilioNumberCheck({ accountSid, apiKey, apiSecret, lineType: true }) })
 *
 * @throws TypeError for a wrong option, and when nothing is switched on.
 */
export function twilioNumberCheck(options: TwilioNumberCheckOptions): NumberCheck {
  return new TwilioNumberCheck(checkLookupOptions(options));
}

class TwilioNumberCheck implements NumberCheck {
  readonly beforeEverySend: boolean;
  readonly #client: twilio.Twilio;
  readonly #options: CheckedLookupOptions;

  constructor(options: CheckedLookupOptions) {
    const { accountSid, apiKey, apiSecret, apiUrl, timeoutMs } = options;
    this.beforeEverySend = options.beforeEverySend;
    this.#options = options;
    this.#client = twilioClient({ accountSid, username: apiKey, password: apiSecret, apiUrl, timeoutMs });
  }

  /** @throws what the SDK throws, rebuilt: no verdict, so no code. */
  async check({ phone }: NumberToCheck): Promise<NumberVerdict> {
    const { fields } = this.#options;
    const found = await this.#client.lookups.v2.phoneNumbers(phone.reveal()).fetch({ fields: fields.join(',') });
    return verdictOf(found as unknown as Findings, this.#options);
  }
}
