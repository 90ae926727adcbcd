import { Code, isOneSegment, longestText } from '@countersign/core';
import type { Check } from './check.js';
import { ok, problem, skipped, type Verdict } from './finding.js';
import { publicOrigin } from './public-origin.js';

/** What a segment of GSM-7 holds. */
const SEGMENT = 160;

/**
 * Whether every text is one segment, for all purposes (R30). Calls have no segments, and the words of a WhatsApp template
 * are Meta's: of a code by those there is nothing to measure.
 */
export const textsCheck: Check = {
  name: 'texts',
  run({ issuer, publicUrl, codeLength }) {
    const host = publicOrigin(publicUrl)?.hostname;
    if (host === undefined) return skipped('There is no usable PUBLIC_URL, whose host is in every text.');
    const longest = (name: string) => longestText(name, host, new Code('0'.repeat(codeLength)));
    const room = SEGMENT - longest('').length;
    if (issuer === undefined) return skipped(`Give --issuer: with this PUBLIC_URL it may have ${room} characters.`);
    if (isOneSegment(longest(issuer)))
      return ok(`One segment each: the longest has ${longest(issuer).length} of ${SEGMENT} characters.`);
    return judgeIssuer(issuer, room);
  },
};

function judgeIssuer(issuer: string, room: number): Verdict {
  const strange = [...new Set(issuer)].filter((character) => !isOneSegment(character));
  if (strange.length > 0)
    return problem(
      `The issuer has characters that take more than a segment’s room: ${strange.slice(0, 5).join(' ')}`,
      'Use letters, digits and common punctuation alone; the host refuses to start with these.',
    );
  return problem(
    `The texts are longer than a segment: the issuer has ${issuer.length} characters, and ${Math.max(room, 0)} fit.`,
    'Shorten the issuer, or the host name of PUBLIC_URL; the host refuses to start with these.',
  );
}
