import { timingSafeEqual } from 'node:crypto';

/**
 * Compares an answer with every code of a sign-in, in constant time (R07).
 * @param given - the answer's gate under each current secret.
 * @param remembered - the gates of the codes sent, the live one last.
 */
export function matchGates(given: readonly string[], remembered: readonly string[]): 'right' | 'superseded' | 'wrong' {
  const last = remembered.length - 1;
  const hits = remembered.map((gate) => given.map((answer) => same(answer, gate)).includes(true));
  if (hits[last]) return 'right';
  return hits.includes(true) ? 'superseded' : 'wrong';
}

/** Compares an answer with all that would be right, in constant time. */
export function matchAny(given: readonly string[], expected: readonly string[]): 'right' | 'wrong' {
  const hits = expected.flatMap((gate) => given.map((answer) => same(answer, gate)));
  return hits.includes(true) ? 'right' : 'wrong';
}

function same(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
