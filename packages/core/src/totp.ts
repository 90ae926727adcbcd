import { generateSync, generateURI, ScureBase32Plugin } from 'otplib';
import { Code } from './code.js';
import { Masked } from './masked.js';
import type { Random } from './ports/random.js';

/** Bytes of a secret: 160 bits (R61; RFC 4226 §4 R6). */
const SECRET_BYTES = 20;
/** Seconds of a step (RFC 6238 §5.2). */
const STEP_SECONDS = 30;
/** What authenticator apps show, whatever the length of codes that are sent. */
export const TOTP_DIGITS = 6;

const base32 = new ScureBase32Plugin();

/** The shared secret of an authenticator app. Prints masked. */
export class TotpSecret extends Masked {
  // biome-ignore lint/correctness/noUnusedPrivateClassMembers: tells the compiler this kind from the others
  readonly #kind = 'totp-secret';

  /** @param text - in base32, without padding. */
  constructor(text: string) {
    if (!/^[A-Z2-7]{32}$/.test(text)) throw new TypeError('TotpSecret takes 160 bits in base32');
    super(text);
  }

  /** Draws a secret: only the server ever does (R61). */
  static draw(random: Random): TotpSecret {
    return new TotpSecret(base32.encode(random.bytes(SECRET_BYTES), { padding: false }));
  }

  /** The code of one step (RFC 6238, SHA-1, six digits). */
  codeAt(step: number): Code {
    return new Code(generateSync({ secret: this.reveal(), epoch: step * STEP_SECONDS, digits: TOTP_DIGITS }));
  }

  /**
   * What an authenticator app reads from the QR code (R65).
   * @param account - what the app calls the account, beside the service.
   */
  uri(issuer: string, account: string): string {
    return generateURI({ issuer, label: account, secret: this.reveal() });
  }

  /** Dots. */
  mask(): string {
    return '••••••';
  }
}

/**
 * The steps whose codes are right at a time, the server's own (R64): the present one, and as many before and after it as the
 * window has, but none that is not later than the last one accepted (R63).
 */
export function stepsAt(milliseconds: number, window: number, last: number): readonly number[] {
  const present = Math.floor(milliseconds / 1_000 / STEP_SECONDS);
  const steps = Array.from({ length: 2 * window + 1 }, (_, place) => present - window + place);
  return steps.filter((step) => step > last && step >= 0);
}
