import type { PhoneNumber } from '../phone-number.js';
import type { Channel, Purpose } from '../purpose.js';

/** A number that a code is about to go to. */
export interface NumberToCheck {
  readonly phone: PhoneNumber;
  readonly channel: Channel;
  readonly purpose: Purpose;
  /** The account's id. */
  readonly subject: string;
}

/** `block`: no code goes there. */
export type NumberVerdict = 'allow' | 'block';

/** Knows more of a number than its digits say: what kind of line it is, whether its SIM was swapped, whether it is fraud's. */
export interface NumberCheck {
  /** Whether it is asked before every code, and not only before those that register a number. @defaultValue false */
  readonly beforeEverySend?: boolean;

  /** Anything but `allow` denies: what it throws, and what takes too long, too. */
  check(number: NumberToCheck): Promise<NumberVerdict>;
}
