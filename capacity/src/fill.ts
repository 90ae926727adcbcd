import { createHash } from 'node:crypto';
import { eachInFlight } from './in-flight.js';
import type { Site } from './site.js';
import type { Opening } from './tapped-store.js';

/** Longer than any run: nothing expires while it is counted. How long a key lives takes no other room. */
const LIFE_SECONDS = 7_200;

/** The same opening for another subject, number and address: each text as long as before. */
function another({ signIn, limits, code }: Opening, index: number): Opening {
  const hash = createHash('sha512').update(`pending ${index}`).digest();
  const text = (length: number) => hash.toString('base64url').slice(0, length);
  const hex = hash.toString('hex');
  const subject = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  );
  const [subjectTag, number] = [text(16), text(43)];
  const owners: Readonly<Record<string, string>> = {
    subject: subjectTag,
    number: `n:${number}`,
    address: `ip:${text(16)}`,
  };
  const quotas = code.quotas.flatMap((quota) => {
    const owner = owners[quota.kind];
    // Those of all together take no room that grows, and their limits are lower than what is opened here.
    return owner === undefined ? [] : [{ ...quota, owner }];
  });
  return {
    key: { subjectTag, id: hex.slice(0, 64) },
    signIn: { ...signIn, subject, expiresInSeconds: LIFE_SECONDS },
    limits: { ...limits, resendWaitsSeconds: [LIFE_SECONDS] },
    code: { ...code, quotas, gate: text(22), mac: text(22), expiresInSeconds: LIFE_SECONDS },
  };
}

function* numbersTo(count: number): Generator<number> {
  for (let index = 0; index < count; index++) yield index;
}

/** Opens so many sign-ins with a code, of as many subjects, by the real store. */
export async function fill(site: Site, opening: Opening, count: number): Promise<void> {
  await eachInFlight(numbersTo(count), site.nodes.length, async (index) => {
    const { key, signIn, limits, code } = another(opening, index);
    const outcome = await site.store.open(key, signIn, limits, code);
    if (outcome.status !== 'opened') throw new Error(outcome.status);
  });
}
