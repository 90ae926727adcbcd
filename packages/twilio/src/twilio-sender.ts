import type { CodeMessage, CodeSender, SendOutcome } from '@countersign/core';
import twilio from 'twilio';
import { type CheckedOptions, checkOptions } from './check-options.js';
import { refuseDebugLog } from './debug-log.js';
import { REDACTION_REFUSED } from './error-codes.js';
import { ForgetfulClient } from './forgetful-client.js';
import { outcomeOf } from './outcome.js';
import { TwilioReceipts } from './receipts.js';
import type { TwilioSenderOptions } from './twilio-sender-options.js';
import { validityPeriod } from './validity-period.js';

/** A Message's name starts with `SM`, or with `MM` when Twilio made it an MMS. */
const MESSAGE_SID = /^[SM]M\w+$/;

/**
 * A sender on Twilio's Messages API. It tries nothing again but a text whose only fault was the wish to have it forgotten: whether to
 * is the caller's decision. `send` never throws.
 * @throws TypeError for a wrong option; Error in production when `TWILIO_LOG_LEVEL` is `debug`.
 */
export function twilioSender(options: TwilioSenderOptions): CodeSender {
  refuseDebugLog(process.env);
  return new TwilioSender(checkOptions(options));
}

/** Its fields are private, not for style: what is private is printed by no log and no error dump (R76). */
class TwilioSender implements CodeSender {
  readonly #client: twilio.Twilio;
  readonly #options: CheckedOptions;
  readonly receipts?: TwilioReceipts;
  #discards: boolean;

  constructor(options: CheckedOptions) {
    const { accountSid, apiKey, apiSecret, apiUrl, timeoutMs } = options;
    this.#options = options;
    if (options.receipts) this.receipts = new TwilioReceipts(options.receipts);
    this.#discards = options.discardContent !== false;
    this.#client = twilio(apiKey, apiSecret, {
      accountSid,
      httpClient: new ForgetfulClient(apiUrl, timeoutMs),
      // Given, though empty, so that the SDK does not take them from TWILIO_REGION, TWILIO_EDGE and TWILIO_LOG_LEVEL.
      region: '',
      edge: '',
      logLevel: '',
    });
  }

  async send(message: CodeMessage): Promise<SendOutcome> {
    const validity = validityPeriod(message.expiresInSeconds);
    if (validity === null) return { status: 'refused', reason: 'unavailable', retryable: false, switchChannel: false };
    try {
      return receipt(await this.#createAsAllowed(message, validity));
    } catch (error) {
      return outcomeOf(error);
    }
  }

  /** A refusal to forget is a refusal of the whole text: it was surely not sent, so it may be handed over again. */
  async #createAsAllowed(message: CodeMessage, validity: number): Promise<unknown> {
    try {
      return await this.#create(message, validity);
    } catch (error) {
      if (this.#options.discardContent !== 'if-allowed' || !this.#discards || !refusesToForget(error)) throw error;
      this.#discards = false;
      return this.#create(message, validity);
    }
  }

  async #create(message: CodeMessage, validity: number): Promise<unknown> {
    const { sid } = await this.#client.messages.create({
      to: message.to.reveal(),
      body: message.text(),
      validityPeriod: validity,
      ...this.#options.sender,
      ...(this.receipts && { statusCallback: this.receipts.urlFor(message.receiptFor) }),
      ...(this.#discards ? { contentRetention: 'discard', addressRetention: 'obfuscate' } : {}),
    });
    return sid;
  }
}

function refusesToForget(error: unknown): boolean {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === 'number' && REDACTION_REFUSED.includes(code);
}

function receipt(sid: unknown): SendOutcome {
  if (typeof sid === 'string' && MESSAGE_SID.test(sid)) return { status: 'accepted', id: sid };
  return { status: 'unknown', reason: 'unavailable' };
}
