import { Masked } from './masked.js';
import type { Random } from './ports/random.js';

/** A one-time code as the person sees it: decimal digits, zero-padded, never a number. Prints as dots. */
export class Code extends Masked {
  // biome-ignore lint/correctness/noUnusedPrivateClassMembers: tells the compiler this kind from the others
  readonly #kind = 'code';

  /** @param digits - decimal digits, of the length that the options ask for. */
  constructor(digits: string) {
    if (!/^\d+$/.test(digits)) throw new TypeError('Code takes decimal digits');
    super(digits);
  }

  /**
   * Draws a code uniformly from the whole space `000000`–`999999` (R01; NIST SP 800-63B-4 §3.1.3.2).
   * @param length - how many digits, 6 to 10.
   */
  static draw(length: number, random: Random): Code {
    return new Code(String(random.int(10 ** length)).padStart(length, '0'));
  }

  /** Dots, whatever the digits. */
  mask(): string {
    return '••••••';
  }
}
