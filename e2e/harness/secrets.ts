import { createHash } from 'node:crypto';

/** Words that must not be found, by what they are. */
export type Secrets = Readonly<Record<string, Iterable<string>>>;

/** Places to look, by name. */
export type Places = Readonly<Record<string, string>>;

/** A bare digest of something shorter is as good as the thing: one tries them all. Of a long random text it tells nothing. */
const GUESSABLE = 30;

/** What was found where, as `code, hex, in the log`. */
export function findSecrets(secrets: Secrets, places: Places): string[] {
  const patterns = Object.entries(secrets).flatMap(([what, words]) =>
    [...new Set(words)].flatMap(formsOf).map(([form, pattern]) => ({ what, form, pattern })),
  );
  const found = Object.entries(places).flatMap(([where, text]) =>
    patterns.filter(({ pattern }) => pattern.test(text)).map(({ what, form }) => `${what}, ${form}, in ${where}`),
  );
  return [...new Set(found)];
}

/** A word as it is and as programs write it; digits only where they stand alone, for times and ids hold many. */
function formsOf(word: string): [form: string, pattern: RegExp][] {
  const bytes = Buffer.from(word);
  const inUrl = encodeURIComponent(word);
  return [
    ['plain', /^\d+$/.test(word) ? new RegExp(`(?<!\\d)${word}(?!\\d)`) : literal(word)],
    ...(inUrl === word ? [] : [['in a URL', literal(inUrl)] as [string, RegExp]]),
    ['hex', literal(bytes.toString('hex'))],
    ...[0, 1, 2].map((offset): [string, RegExp] => ['base64', base64At(bytes, offset)]),
    ...(bytes.length < GUESSABLE ? ['md5', 'sha1', 'sha256'].flatMap((name) => digestForms(name, bytes)) : []),
  ];
}

function digestForms(name: string, bytes: Buffer): [form: string, pattern: RegExp][] {
  const digest = createHash(name).update(bytes).digest();
  return [
    [name, literal(digest.toString('hex'))],
    [name, base64At(digest, 0)],
  ];
}

/** Base64, of either alphabet, of these bytes behind so many others: without the letters that these share with them. */
function base64At(bytes: Buffer, offset: number): RegExp {
  const letters = Buffer.concat([Buffer.alloc(offset), bytes])
    .toString('base64')
    .replace(/=+$/, '');
  const sure = letters.slice(Math.ceil((offset * 4) / 3), Math.floor(((offset + bytes.length) * 4) / 3));
  return new RegExp(escaped(sure).replace(/\\\+/g, '[+-]').replace(/\//g, '[/_]'));
}

function literal(text: string): RegExp {
  return new RegExp(escaped(text), 'i');
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
