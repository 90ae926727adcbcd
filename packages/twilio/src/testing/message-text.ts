import { numberOf } from './address.js';
import type { TwilioMessage } from './records.js';

/** The code in the last line of a text, `@host #code`; undefined when the last line is no such line. */
export function codeIn(text: string): string | undefined {
  return /(?:^|\n)@\S+ #(\d+)$/.exec(text)?.[1];
}

/** The two letters in brackets that tie a text to its page; undefined when there are none. */
export function referenceIn(text: string): string | undefined {
  // The last pair: the service's own name may hold brackets too.
  return [...text.matchAll(/\(([A-Z]{2})\)/g)].at(-1)?.[1];
}

/** The newest text, to a number or to any. @throws Error when there is none. */
export function newestMessage(messages: readonly TwilioMessage[], to: string | undefined): TwilioMessage {
  const newest = messages.findLast((message) => to === undefined || numberOf(message.to) === numberOf(to));
  if (newest === undefined) throw new Error(`The stand-in for Twilio got no message${to ? ` to ${to}` : ''}`);
  return newest;
}

/** The code of a message: in its text, or alone in a gap of its template. @throws Error when there is none. */
export function textCode({ body, contentVariables }: TwilioMessage): string {
  return found('code', codeIn(body) ?? gapLike(contentVariables, /^\d{4,10}$/));
}

/** The reference of a message, likewise. @throws Error when there is none. */
export function textReference({ body, contentVariables }: TwilioMessage): string {
  return found('reference', referenceIn(body) ?? gapLike(contentVariables, /^[A-Z]{2}$/));
}

const gapLike = (variables: TwilioMessage['contentVariables'], form: RegExp): string | undefined =>
  Object.values(variables).find((value) => form.test(value));

function found(what: string, value: string | undefined): string {
  if (value === undefined) throw new Error(`The newest message to the stand-in for Twilio holds no ${what}`);
  return value;
}
