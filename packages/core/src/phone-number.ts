import { Masked } from './masked.js';

/** A telephone number in E.164 form, as `+31612345678`. Prints as its last two digits (R49). */
export class PhoneNumber extends Masked {
  // biome-ignore lint/correctness/noUnusedPrivateClassMembers: tells the compiler this kind from the others
  readonly #kind = 'phone';

  /**
   * @param e164 - an E.164 number that was parsed already, by `parsePhone` or by an earlier one that was sealed.
   * @throws TypeError when it is not of that form.
   */
  constructor(e164: string) {
    if (!/^\+[1-9]\d{5,14}$/.test(e164)) throw new TypeError('PhoneNumber takes an E.164 number');
    super(e164);
  }

  /** The last two digits: all of the number that may be shown or kept in clear. */
  get lastDigits(): string {
    return this.reveal().slice(-2);
  }

  /** `•••• 42`, of one width for all numbers. */
  mask(): string {
    return maskPhone(this.lastDigits);
  }
}

/** The mask of a number of which only the last digits are known: `•••• 42`. */
export function maskPhone(lastDigits: string): string {
  return `•••• ${lastDigits}`;
}
