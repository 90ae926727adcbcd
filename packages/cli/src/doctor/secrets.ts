import type { Check } from './check.js';
import { ok, problem, type Verdict, warning } from './finding.js';

/** Fewer different characters than this are no secret that a machine has made: 32 random digits of hex have some 14. */
const LEAST_DIFFERENT = 8;

/** Words of examples, and of whoever meant to change it later. */
const SAMPLE =
  /change[-_ ]?me|example|sample|secret|password|passphrase|placeholder|countersign|your[-_ ]|at least|x{6}|1234567|abcdefg|qwerty/i;

/** Whether the server's secrets are there, long enough and none of an example (R87). */
export const secretsCheck: Check = {
  name: 'secrets',
  run: ({ secrets }) => judgeSecrets(secrets),
};

/** Judges secrets, newest first. What is said of one is its place, and nothing that is in it. */
export function judgeSecrets(secrets: readonly string[]): Verdict {
  if (secrets.length === 0) return problem('COUNTERSIGN_SECRET is not set.', MAKE);
  const short = placesOf(secrets, (secret) => Buffer.byteLength(secret) < 32);
  if (short) return problem(`Shorter than 32 bytes: ${short}.`, MAKE);
  const plain = placesOf(secrets, (secret) => new Set(secret).size < LEAST_DIFFERENT);
  if (plain) return problem(`Made of very few different characters: ${plain}.`, MAKE);
  if (new Set(secrets).size < secrets.length) return warning('One secret is given twice.', 'Leave one of them out.');
  const sample = placesOf(secrets, (secret) => SAMPLE.test(secret));
  if (sample) return warning(`It looks like an example, or like words: ${sample}.`, MAKE);
  return ok(
    secrets.length === 1
      ? 'One secret, of 32 bytes or more.'
      : `${secrets.length} secrets, of 32 bytes or more; countersign reseal --check counts what needs the older ones.`,
  );
}

const MAKE = 'Make one with: openssl rand -base64 32';

/** Which of them, as `the 2nd of 3`; empty where there is none. */
function placesOf(secrets: readonly string[], isWrong: (secret: string) => boolean): string {
  const places = secrets.flatMap((secret, index) => (isWrong(secret) ? [index + 1] : []));
  if (places.length === 0) return '';
  return secrets.length === 1 ? 'COUNTERSIGN_SECRET' : `number ${places.join(', ')} of COUNTERSIGN_SECRET`;
}
