import type { Code } from './code.js';
import type { Purpose } from './purpose.js';

const PURPOSES: Record<Purpose, string> = {
  'sign-in': 'log in',
  enrol: 'register this phone',
  'step-up': 'confirm it is you',
  change: 'change your phone',
};

/** Basic characters of GSM 03.38 that a text here may hold; each takes one place. */
const GSM_7 = /^[A-Za-z0-9 \n@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ!"#¤%&'()*+,\-./:;<=>?¡ÄÖÑÜ§¿äöñüà]*$/;

/** What a message is made of. */
export interface MessageParts {
  /** The service's name. */
  readonly issuer: string;
  readonly purpose: Purpose;
  readonly code: Code;
  readonly reference: string;
  /** The host of the page, from configuration, never from a request. */
  readonly host: string;
}

/**
 * The text of a message: service, purpose, reference, a warning, and the origin-bound last line `@host #code`, by which a
 * phone offers the code on that host only (R30; WICG sms-one-time-codes).
 */
export function messageText({ issuer, purpose, code, reference, host }: MessageParts): string {
  const digits = code.reveal();
  return `${issuer}: ${digits} is your code to ${PURPOSES[purpose]} (${reference}). Never share it.\n\n@${host} #${digits}`;
}

/** Whether a text is one GSM-7 segment: at most 160 characters, none that would make it UCS-2. */
export function isOneSegment(text: string): boolean {
  return text.length <= 160 && GSM_7.test(text);
}

/** The longest text that this issuer and host can give. */
export function longestText(issuer: string, host: string, code: Code): string {
  const purposes = Object.keys(PURPOSES) as Purpose[];
  return purposes
    .map((purpose) => messageText({ issuer, purpose, code, reference: 'WW', host }))
    .reduce((longest, text) => (text.length > longest.length ? text : longest));
}
