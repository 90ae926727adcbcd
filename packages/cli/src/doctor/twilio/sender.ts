import { type Country, countryOfNumber, maskPhone, PhoneNumber } from '@countersign/core';

/** What kind of sender it is: each reaches other countries, and needs other papers. */
export type SenderKind = 'long code' | 'toll-free number' | 'short code' | 'alphanumeric sender';

/** Whom messages come from, with what decides whom they reach. */
export interface Sender {
  readonly kind: SenderKind;
  /** What may be shown of it. */
  readonly shown: string;
  /** `undefined` of an alphanumeric sender, and of a short code whose country Twilio does not tell. */
  readonly country: Country | undefined;
  /** Whether it can send texts. */
  readonly texts: boolean;
  /** Of a North American long code, whether a 10DLC campaign is registered for it; of a toll-free number, whether it is verified. */
  readonly registered: boolean;
}

/** Prefixes of toll-free numbers in North America. */
const TOLL_FREE = /^\+18(?:00|33|44|55|66|77|88)\d{7}$/;

/** A number as a sender, before it is known what is registered for it. */
export function numberSender(number: string, texts: boolean): Sender {
  const phone = new PhoneNumber(number);
  return {
    kind: TOLL_FREE.test(number) ? 'toll-free number' : 'long code',
    shown: maskPhone(phone.lastDigits),
    // A prefix that is too new to be known is still one of North America.
    country: countryOfNumber(phone) ?? (number.startsWith('+1') ? 'US' : undefined),
    texts,
    registered: false,
  };
}

/** A short code as a sender. */
export function shortCodeSender(code: string, country: Country | undefined): Sender {
  return { kind: 'short code', shown: code, country, texts: true, registered: true };
}

/** A name as a sender. */
export function alphanumericSender(name: string): Sender {
  return { kind: 'alphanumeric sender', shown: `“${name}”`, country: undefined, texts: true, registered: true };
}
