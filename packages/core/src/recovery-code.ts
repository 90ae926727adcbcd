import { Masked } from './masked.js';
import type { Random } from './ports/random.js';

/** Base32 without letters that are taken for digits or for one another: Crockford's (R55). */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** Bytes of a code: 80 bits (R55; NIST SP 800-63B-4 §4.2.1.1 asks for 64). */
const BYTES = 10;
const BITS_OF_A_LETTER = 5;
const SHAPE = new RegExp(`^[${ALPHABET}]{16}$`);
/** Nothing that is longer is a code, however it is spaced (R18). */
const LONGEST_TYPED = 64;

/** A recovery code: 16 letters and digits, good once. Prints as dots. */
export class RecoveryCode extends Masked {
  // biome-ignore lint/correctness/noUnusedPrivateClassMembers: tells the compiler this kind from the others
  readonly #kind = 'recovery-code';

  private constructor(text: string) {
    super(text);
  }

  /** Draws a code of 80 random bits: only the server ever does. */
  static draw(random: Random): RecoveryCode {
    let bits = BigInt(`0x${random.bytes(BYTES).toString('hex')}`);
    let text = '';
    for (let left = (BYTES * 8) / BITS_OF_A_LETTER; left > 0; left -= 1) {
      text = `${ALPHABET.charAt(Number(bits & 31n))}${text}`;
      bits >>= BigInt(BITS_OF_A_LETTER);
    }
    return new RecoveryCode(text);
  }

  /**
   * Reads what somebody has typed: case, blanks and hyphens do not matter, and what is taken for a digit is one. `undefined`
   * for what cannot be a code.
   */
  static parse(typed: unknown): RecoveryCode | undefined {
    if (typeof typed !== 'string' || typed.length > LONGEST_TYPED) return undefined;
    const joined = typed.normalize('NFKC').replace(/[\s\p{Pd}\p{Cf}]/gu, '');
    const text = joined.toUpperCase().replace(/O/g, '0').replace(/[IL]/g, '1');
    return SHAPE.test(text) ? new RecoveryCode(text) : undefined;
  }

  /** As it is shown, once: four groups of four (R59). */
  grouped(): string {
    return this.reveal().replace(/(.{4})(?=.)/g, '$1-');
  }

  /** Dots. */
  mask(): string {
    return '••••-••••-••••-••••';
  }
}
