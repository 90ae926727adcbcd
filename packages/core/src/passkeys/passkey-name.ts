import { SecondFactorError } from '../errors.js';
import type { Passkey } from './passkey.js';

/** Characters of a name, as people count them. */
const LONGEST = 64;

/** Control characters, and those that turn a line of text around. */
const UNFIT = /[\p{Cc}\u2028-\u202e\u2066-\u2069]/u;

/**
 * What a passkey's owner calls it: 64 characters at most. Spaces at the ends go, and nothing is the same as absent.
 * @throws SecondFactorError `bad_request`
 */
export function readPasskeyName(given: unknown): string | null {
  const name = typeof given === 'string' ? given.trim() : (given ?? '');
  const fits = typeof name === 'string' && [...name].length <= LONGEST && !UNFIT.test(name);
  if (!fits) throw new SecondFactorError('bad_request', { details: [`name: must be a text of at most ${LONGEST}`] });
  return name === '' ? null : name;
}

/** What it is called where its owner gives it no name. */
export function defaultName({ deviceType }: Pick<Passkey, 'deviceType'>): string {
  return deviceType === 'multiDevice' ? 'Passkey' : 'Security key';
}
