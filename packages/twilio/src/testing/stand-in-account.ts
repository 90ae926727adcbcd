import type { TwilioNumberFacts } from './number-facts.js';
import type { TwilioCall, TwilioMessage } from './records.js';
import type { TwilioStandInAccount, TwilioStandInCredentials, TwilioStandInOptions } from './stand-in-options.js';
import { numberGiven, serviceGiven, type TwilioStandInNumber, type TwilioStandInService } from './stand-in-senders.js';

/** The account that the stand-in plays: who may use it, what it owns, and what was sent through it. */
export class StandInAccount {
  readonly credentials: TwilioStandInCredentials;
  readonly authToken: string;
  readonly about: TwilioStandInAccount;
  readonly numbers: readonly TwilioStandInNumber[];
  readonly shortCodes: readonly string[];
  readonly messagingServices: readonly Required<TwilioStandInService>[];
  readonly messageRedaction: boolean;
  readonly messages: TwilioMessage[] = [];
  readonly calls: TwilioCall[] = [];
  /** What Lookup says of a number, where it is not the usual. */
  readonly lookups = new Map<string, TwilioNumberFacts>();

  constructor(options: TwilioStandInOptions) {
    this.credentials = {
      accountSid: `AC${'a1'.repeat(16)}`,
      apiKey: `SK${'b2'.repeat(16)}`,
      apiSecret: 'stand-in-secret-of-no-account-00',
      ...options.credentials,
    };
    this.authToken = options.authToken ?? '5e'.repeat(16);
    this.about = { type: 'Full', status: 'active', ...options.account };
    this.numbers = (options.numbers ?? ['+15005550006']).map(numberGiven);
    this.shortCodes = options.shortCodes ?? [];
    const services = options.messagingServices ?? [`MG${'c3'.repeat(16)}`];
    this.messagingServices = services.map((given) => serviceGiven(given, this.numbers));
    this.messageRedaction = options.messageRedaction ?? true;
  }

  /** All messages and calls. */
  get sent(): readonly (TwilioMessage | TwilioCall)[] {
    return [...this.messages, ...this.calls];
  }

  /** The message or call of a SID. */
  find(sid: string): TwilioMessage | TwilioCall | undefined {
    return this.sent.find((each) => each.sid === sid);
  }

  /** Forgets what was sent, and what is special about numbers. */
  forget(): void {
    this.messages.length = 0;
    this.calls.length = 0;
    this.lookups.clear();
  }
}
