import type { TwilioDelivery } from './delivery.js';
import type { TwilioStandInNumber, TwilioStandInService } from './stand-in-senders.js';

/** Options of {@link startTwilioStandIn}; all have a default. */
export interface TwilioStandInOptions {
  /** Default: one that is free. */
  readonly port?: number;
  /** SIDs and secrets that are let in. Default: some of the right shape, of no account. */
  readonly credentials?: Partial<TwilioStandInCredentials>;
  /** Which signs status callbacks, and is let in too. Default: one of no account. */
  readonly authToken?: string;
  /** What the Account resource says. Default: a full account that is active. */
  readonly account?: Partial<TwilioStandInAccount>;
  /** The account's own numbers. Default: `+15005550006`. */
  readonly numbers?: readonly (string | TwilioStandInNumber)[];
  /** The account's own short codes. Default: none. */
  readonly shortCodes?: readonly string[];
  /** The account's Messaging Services. Default: one. */
  readonly messagingServices?: readonly (string | TwilioStandInService)[];
  /**
   * Whether the account has Message Redaction. Without, Twilio refuses a text that is to be forgotten, with 30029 or 30030.
   * Default: true.
   */
  readonly messageRedaction?: boolean;
  /** How messages and calls with a `StatusCallback` end, by themselves. Default: not before {@link TwilioStandIn.deliver}. */
  readonly delivery?: TwilioDelivery;
}

/** What a client signs in with. */
export interface TwilioStandInCredentials {
  readonly accountSid: string;
  readonly apiKey: string;
  readonly apiSecret: string;
}

/** What is known of the account. */
export interface TwilioStandInAccount {
  readonly type: 'Trial' | 'Full';
  readonly status: 'active' | 'suspended' | 'closed';
}
