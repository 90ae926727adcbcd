/** A number of the account's. */
export interface TwilioStandInNumber {
  readonly number: string;
  /** Whether it can send texts. Default: true. */
  readonly sms?: boolean;
  /** Of a toll-free number, how far its verification has come. Default: none was asked for. */
  readonly verification?: 'PENDING_REVIEW' | 'IN_REVIEW' | 'TWILIO_APPROVED' | 'TWILIO_REJECTED';
}

/** A Messaging Service of the account's, with its pool of senders. */
export interface TwilioStandInService {
  readonly sid: string;
  /** Numbers in its pool. Default: all of the account's. */
  readonly numbers?: readonly string[];
  /** Short codes in its pool, each with its country, as `{ 12345: 'US' }`. Default: none. */
  readonly shortCodes?: Readonly<Record<string, string>>;
  /** Alphanumeric senders in its pool. Default: none. */
  readonly alphaSenders?: readonly string[];
  /** Whether a campaign for texts to the US is registered with it. Default: true. */
  readonly registered?: boolean;
}

/** A number as it was given, in full. */
export function numberGiven(given: string | TwilioStandInNumber): TwilioStandInNumber {
  return typeof given === 'string' ? { number: given } : given;
}

/** A Messaging Service as it was given, in full. */
export function serviceGiven(
  given: string | TwilioStandInService,
  numbers: readonly TwilioStandInNumber[],
): Required<TwilioStandInService> {
  const defaults = { numbers: numbers.map(({ number }) => number), shortCodes: {}, alphaSenders: [], registered: true };
  return { ...defaults, ...(typeof given === 'string' ? { sid: given } : given) };
}
