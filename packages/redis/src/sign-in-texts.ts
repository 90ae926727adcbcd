import type { Amr, CodeTarget, Delivery, LiveCode, Method, NewSignIn, Purpose, SendFailure } from '@countersign/core';

/** What a sign-in is about: nothing in it changes, and no script looks into it. */
export type Details = Omit<NewSignIn, 'expiresInSeconds'>;

/** Writes the details as the scripts keep them: a JSON array, of fixed order; at its end what is not always there. */
export function writeDetails(details: Details): string {
  const { subject, purpose, epoch, credential, returnTo, methods, amr, firstFactorAt, replaces } = details;
  const at = firstFactorAt === undefined ? null : Math.floor(firstFactorAt / 1_000).toString(TIME_BASE);
  return JSON.stringify([
    subject,
    LETTER_OF_PURPOSE[purpose],
    epoch,
    credential ?? NOTHING,
    returnTo ?? NOTHING,
    methods.map((method) => LETTER_OF[method]).join(''),
    amr.join(' ') === PASSWORD ? NOTHING : amr.join(' '),
    ...withoutEnd([at, replaces ?? null, letterOfWay(details)]),
  ]);
}

/** Reads what {@link writeDetails} wrote. @throws Error when it is something else. */
export function readDetails(text: string): Details {
  const [subject, letter, epoch, credential, returnTo, methods, amr, ...rest] = readArray(text, 7, 10);
  const [at, replaces, way] = rest;
  const lists = { methods: readMethods(methods), amr: readNames(amr === NOTHING ? PASSWORD : amr) };
  const more = {
    ...(typeof at === 'string' && { firstFactorAt: Number.parseInt(at, TIME_BASE) * 1_000 }),
    ...(typeof replaces === 'string' && { replaces }),
    ...WAYS.get(way),
  };
  const purpose = PURPOSE_OF.get(String(letter));
  if (purpose === undefined) throw new Error('This is no record of ours');
  const given = { credential: orNull(credential), returnTo: orNull(returnTo) };
  return { subject, purpose, epoch, ...given, ...lists, ...more } as Details;
}

/** What is not there, and the first factor of nearly everybody: shorter than their words. */
const NOTHING = 0;
const PASSWORD = 'pwd';

function orNull(value: unknown): unknown {
  return value === NOTHING ? null : value;
}

/** What a sign-in is opened after, or may not lead to, in one letter: no sign-in has two of them. */
const WAYS: ReadonlyMap<unknown, Pick<Details, 'after' | 'uncounted' | 'untrusted'>> = new Map([
  ['r', { after: 'recovery' }],
  ['b', { after: 'uncounted' }],
  ['u', { uncounted: true }],
  ['n', { untrusted: true }],
] as const);

function letterOfWay({ after, uncounted, untrusted }: Details): string | null {
  if (uncounted) return 'u';
  if (untrusted) return 'n';
  if (after === undefined) return null;
  return after === 'recovery' ? 'r' : 'b';
}

/** What is not there at the end is not written. */
function withoutEnd(values: readonly (string | null)[]): readonly (string | null)[] {
  return values.slice(0, values.findLastIndex((value) => value !== null) + 1);
}

/** Of seconds since 1970, which are shorter so than in tens. The part of a second that is lost makes no proof younger. */
const TIME_BASE = 36;

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

function readMethods(text: unknown): Method[] {
  return [...String(text)].flatMap((letter) => METHOD_OF.get(letter) ?? []);
}

function readNames(text: unknown): Amr[] {
  return String(text)
    .split(' ')
    .filter((name) => name !== '') as Amr[];
}

/** Writes a target as the scripts keep it: a JSON array, of fixed order. */
export function writeTarget({ method, factorId, lastDigits, sealed }: CodeTarget): string {
  return JSON.stringify([LETTER_OF[method], factorId, lastDigits, sealed ?? NOTHING]);
}

/** Reads what {@link writeTarget} wrote. @throws Error when it is something else. */
export function readTarget(text: string): CodeTarget {
  const [letter, factorId, lastDigits, sealed] = readArray(text, 4);
  const method = METHOD_OF.get(String(letter));
  if (method === undefined) throw new Error('This is no record of ours');
  return { method, factorId, lastDigits, sealed: orNull(sealed) } as CodeTarget;
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

function readArray(text: string, least: number, most = least): unknown[] {
  const array: unknown = JSON.parse(text);
  if (Array.isArray(array) && array.length >= least && array.length <= most) return array;
  throw new Error('This is no record of ours');
}
