import type { Amr, CodeTarget, Delivery, LiveCode, Method, NewSignIn, Purpose, SendFailure } from '@countersign/core';
import { foreign, joinFields, readId, readText, splitFields, writeId, writeText } from './fields.js';

/** What a sign-in is about: nothing in it changes, and no script looks into it. */
export type Details = Omit<NewSignIn, 'expiresInSeconds'>;

/**
 * Writes the details as the scripts keep them: a line for each, in fixed order, at its end what is not always there. The first
 * line is the purpose, the epoch, the way and the methods: `s3sr`.
 */
export function writeDetails(details: Details): string {
  const { subject, purpose, epoch, credential, returnTo, methods, amr, firstFactorAt, replaces } = details;
  const head = LETTER_OF_PURPOSE[purpose] + epoch + letterOfWay(details) + writeMethods(methods);
  const at = firstFactorAt === undefined ? '' : Math.floor(firstFactorAt / 1_000).toString(TIME_BASE);
  const last = [at, writeNames(amr), writeId(replaces)];
  return joinFields([head, writeId(subject), writeText(credential), writeText(returnTo), ...last]);
}

/** Reads what {@link writeDetails} wrote. @throws Error when it is something else. */
export function readDetails(text: string): Details {
  const [head = '', subject, credential, returnTo, at, amr, replaces] = splitFields(text, 7);
  const [, letter = '', epoch, way = '', methods = ''] = HEAD.exec(head) ?? [];
  const [purpose, id] = [PURPOSE_OF.get(letter), readId(subject)];
  if (purpose === undefined || id === null) throw foreign();
  const details: Mutable<Details> = {
    subject: id,
    purpose,
    epoch: Number(epoch),
    credential: readText(credential),
    returnTo: readText(returnTo),
    methods: readMethods(methods),
    amr: readNames(amr),
  };
  // No spread of what is rarely there: that takes longer than all the rest.
  if (at) details.firstFactorAt = readTime(at);
  if (replaces) details.replaces = readId(replaces) ?? undefined;
  return way === '' ? details : Object.assign(details, wayOf(way));
}

type Mutable<Value> = { -readonly [Name in keyof Value]: Value[Name] };

const HEAD = /^([a-z])(\d{1,16})([A-Z]?)([a-z]*)$/;

/** The first factor of nearly everybody. */
const PASSWORD = 'pwd';

/** What a sign-in is opened after, or may not lead to, in one letter: no sign-in has two of them. */
const WAYS: ReadonlyMap<string, Pick<Details, 'after' | 'uncounted' | 'untrusted'>> = new Map([
  ['R', { after: 'recovery' }],
  ['B', { after: 'uncounted' }],
  ['U', { uncounted: true }],
  ['N', { untrusted: true }],
] as const);

function letterOfWay({ after, uncounted, untrusted }: Details): string {
  if (uncounted) return 'U';
  if (untrusted) return 'N';
  if (after === undefined) return '';
  return after === 'recovery' ? 'R' : 'B';
}

function wayOf(letter: string): Pick<Details, 'after' | 'uncounted' | 'untrusted'> {
  const way = WAYS.get(letter);
  if (way === undefined) throw foreign();
  return way;
}

/** Of seconds since 1970, which are shorter so than in tens. The part of a second that is lost makes no proof younger. */
const TIME_BASE = 36;
const TIME = /^[\da-z]{1,8}$/;

function readTime(text: string): number {
  if (!TIME.test(text)) throw foreign();
  return Number.parseInt(text, TIME_BASE) * 1_000;
}

/** Kept in every pending sign-in, so as short as can be. */
const LETTER_OF_PURPOSE: Readonly<Record<Purpose, string>> = {
  'sign-in': 's',
  enrol: 'e',
  'step-up': 'u',
  change: 'c',
};
const PURPOSE_OF = new Map(Object.entries(LETTER_OF_PURPOSE).map(([purpose, letter]) => [letter, purpose as Purpose]));

/** The same of methods. */
const LETTER_OF: Readonly<Record<Method, string>> = {
  ...{ sms: 's', voice: 'v', whatsapp: 'w', totp: 't', passkey: 'p', recovery: 'r' },
};
const METHOD_OF = new Map(Object.entries(LETTER_OF).map(([method, letter]) => [letter, method as Method]));

function writeMethods(methods: readonly Method[]): string {
  let letters = '';
  for (const method of methods) letters += LETTER_OF[method];
  return letters;
}

function readMethods(letters: string): Method[] {
  const methods: Method[] = [];
  for (const letter of letters) methods.push(readMethod(letter));
  return methods;
}

function readMethod(letter: string): Method {
  const method = METHOD_OF.get(letter);
  if (method === undefined) throw foreign();
  return method;
}

function writeNames(amr: readonly Amr[]): string {
  const names = amr.join(' ');
  return names === PASSWORD ? '' : writeText(names);
}

function readNames(field: string | undefined): Amr[] {
  const names = readText(field) ?? PASSWORD;
  return names === '' ? [] : (names.split(' ') as Amr[]);
}

/** Writes a target as the scripts keep it: the method's letter and the last digits, `s42`, then a line for each of the others. */
export function writeTarget({ method, factorId, lastDigits, sealed }: CodeTarget): string {
  const head = LETTER_OF[method] + (lastDigits && writeText(lastDigits));
  return joinFields([head, writeId(factorId), writeText(sealed)]);
}

/** Reads what {@link writeTarget} wrote. @throws Error when it is something else. */
export function readTarget(text: string): CodeTarget {
  const [head = '', factorId, sealed] = splitFields(text, 3);
  const [method, lastDigits] = [readMethod(head.charAt(0)), readText(head.slice(1)) ?? ''];
  return { method, factorId: readId(factorId), lastDigits, sealed: readText(sealed) };
}

/** Writes what became of a message as the scripts keep it: `undelivered opted_out`, the reason where there is one. */
export function writeDelivery(delivery: Delivery, failure: SendFailure | null): string {
  return failure === null ? delivery : `${delivery} ${failure}`;
}

/** Reads what {@link writeDelivery} wrote; nothing was noted yet of a message that is only accepted. */
export function readDelivery(text: string | null): Pick<LiveCode, 'delivery' | 'failure'> {
  const [delivery = '', failure = null] = (text ?? 'accepted').split(' ');
  return { delivery, failure } as Pick<LiveCode, 'delivery' | 'failure'>;
}
