import type { Random } from './ports/random.js';

/** Letters that are not taken for one another, read aloud or typed: no vowels (no words), no I/L/O, no digits. */
const LETTERS = 'BCDFGHJKMNPRSTVWXZ';

/**
 * Draws the two letters that tie an SMS to the page it belongs to (R30, R82).
 * @param previous - the reference that it replaces: a new code never keeps the old one's letters.
 */
export function drawReference(random: Random, previous?: string): string {
  for (;;) {
    const letters = `${pick(random)}${pick(random)}`;
    if (letters !== previous) return letters;
  }
}

function pick(random: Random): string {
  return LETTERS.charAt(random.int(LETTERS.length));
}
