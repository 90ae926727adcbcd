import { setTimeout as pause } from 'node:timers/promises';
import {
  type Channel,
  type CodeMessage,
  type CodeSender,
  cryptoRandom,
  type SendOutcome,
  type TextNotice,
  withDeadline,
} from '@countersign/core';
import type twilio from 'twilio';
import type { ChannelRequest } from './channels/channel-request.js';
import { sms } from './channels/sms.js';
import { voice } from './channels/voice.js';
import { whatsapp } from './channels/whatsapp.js';
import { type CheckedOptions, checkOptions } from './check-options.js';
import { refuseDebugLog } from './debug-log.js';
import { REDACTION_REFUSED } from './error-codes.js';
import { mayPass, outcomeOf } from './outcome.js';
import { TwilioReceipts } from './receipts.js';
import { twilioClient } from './twilio-client.js';
import type { TwilioSenderOptions } from './twilio-sender-options.js';
import { validityPeriod } from './validity-period.js';

/** What Twilio calls a message: `SM`, or `MM` when it made it an MMS; and a call: `CA`. */
const SID = /^(?:[SM]M|CA)\w+$/;

/** How long a text that is no code may wait for a phone that is off: four hours. */
const NOTICE_SECONDS = 14_400;

/** The pause before a second request, in milliseconds: at least this, and by chance up to as much more. */
const BACK_OFF_MS = { least: 100, more: 400 };

/**
 * A sender on Twilio's Messages API, and by its Calls where `voice` is given. A message that was surely not processed is
 * handed over once more, within the same time; one that may have been is not (R85). `send` never throws.
 * @throws TypeError for a wrong option; Error in production when `TWILIO_LOG_LEVEL` is `debug`.
 */
export function twilioSender(options: TwilioSenderOptions): CodeSender {
  refuseDebugLog(process.env);
  return new TwilioSender(checkOptions(options));
}

/** Its fields are private, not for style: what is private is printed by no log and no error dump (R76). */
class TwilioSender implements CodeSender {
  readonly channels: readonly Channel[];
  readonly #client: twilio.Twilio;
  readonly #options: CheckedOptions;
  readonly receipts: readonly TwilioReceipts[];
  readonly #requests: ReadonlyMap<Channel, ChannelRequest>;
  #discards: boolean;

  constructor(options: CheckedOptions) {
    const { accountSid, apiKey, apiSecret, apiUrl, timeoutMs } = options;
    this.#options = options;
    this.receipts = options.receipts ? [new TwilioReceipts(options.receipts)] : [];
    this.#discards = options.discardContent !== false;
    this.#requests = requestsOf(options);
    this.channels = [...this.#requests.keys()];
    this.#client = twilioClient({ accountSid, username: apiKey, password: apiSecret, apiUrl, timeoutMs });
  }

  async send(message: CodeMessage): Promise<SendOutcome> {
    try {
      return await withDeadline(this.#handOver(message), this.#options.timeoutMs);
    } catch {
      return { status: 'unknown', reason: 'unavailable' };
    }
  }

  async notify(notice: TextNotice): Promise<SendOutcome> {
    try {
      return await withDeadline(this.#tell(notice), this.#options.timeoutMs);
    } catch {
      return { status: 'unknown', reason: 'unavailable' };
    }
  }

  /** Once, as nobody waits for it; where the account cannot forget it, once more without that wish. */
  async #tell(notice: TextNotice): Promise<SendOutcome> {
    const discards = this.#discards;
    const ask = async (wish: boolean) => {
      const handling = { validityPeriod: NOTICE_SECONDS, discards: wish, statusCallback: undefined };
      return receipt(await sms(this.#options.sender)(this.#client, notice, handling));
    };
    try {
      return await ask(discards);
    } catch (error) {
      if (this.#waitAfter(error, discards, Number.POSITIVE_INFINITY) === null) return outcomeOf(error);
    }
    return ask(this.#discards).catch(outcomeOf);
  }

  async #handOver(message: CodeMessage): Promise<SendOutcome> {
    const start = performance.now();
    const discards = this.#discards;
    try {
      return await this.#ask(message, 0, discards);
    } catch (error) {
      const wait = this.#waitAfter(error, discards, performance.now() - start);
      if (wait === null) return outcomeOf(error);
      await pause(wait);
    }
    return this.#ask(message, performance.now() - start, this.#discards).catch(outcomeOf);
  }

  /** One request. */
  async #ask(message: CodeMessage, elapsedMs: number, discards: boolean): Promise<SendOutcome> {
    const request = this.#requests.get(message.channel);
    if (!request)
      return { status: 'refused', reason: 'misconfigured', retryable: false, switchChannel: true, alert: true };
    const validity = validityPeriod(message.expiresInSeconds - elapsedMs / 1_000);
    if (validity === null) return { status: 'refused', reason: 'too_late', retryable: false, switchChannel: false };
    const statusCallback = this.receipts[0]?.urlFor(message.receiptFor);
    return receipt(await request(this.#client, message, { validityPeriod: validity, discards, statusCallback }));
  }

  /**
   * How long to wait before the one retry; null where there is none. A refusal to forget is one of the whole message, so it
   * goes again without that wish. What may pass goes again only while there is time left to hear what comes of it.
   */
  #waitAfter(error: unknown, discarded: boolean, elapsedMs: number): number | null {
    if (discarded && this.#options.discardContent === 'if-allowed' && refusesToForget(error)) {
      this.#discards = false;
      return 0;
    }
    const wait = BACK_OFF_MS.least + cryptoRandom.int(BACK_OFF_MS.more + 1);
    return mayPass(error) && elapsedMs + wait <= this.#options.timeoutMs / 2 ? wait : null;
  }
}

function requestsOf(options: CheckedOptions): Map<Channel, ChannelRequest> {
  const requests = new Map<Channel, ChannelRequest>([['sms', sms(options.sender)]]);
  if (options.voice) requests.set('voice', voice(options.voice));
  if (options.whatsapp) requests.set('whatsapp', whatsapp(options.whatsapp));
  return requests;
}

function refusesToForget(error: unknown): boolean {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === 'number' && REDACTION_REFUSED.includes(code);
}

function receipt(sid: unknown): SendOutcome {
  if (typeof sid === 'string' && SID.test(sid)) return { status: 'accepted', id: sid };
  return { status: 'unknown', reason: 'unavailable' };
}
