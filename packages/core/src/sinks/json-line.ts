import type { EventEnvelope } from '../events.js';

/** The order of what every event may say; the rest follows by the alphabet. */
const FIRST = [
  ...['version', 'id', 'type', 'at', 'result', 'severity', 'subject', 'actor', 'purpose', 'method'],
  ...['signIn', 'address', 'session'],
];

/** Controls, formats (as those that turn the direction of writing) and whatever some reader takes for the end of a line. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/**
 * An event as one line of JSON, without its end: fields in an order that never changes, nothing in it that ends a line,
 * moves a terminal or hides what stands there (R76; OWASP Logging, log injection).
 */
export function jsonLine(event: EventEnvelope): string {
  const fields = Object.entries(event).sort(
    ([one], [other]) => placeOf(one) - placeOf(other) || (one < other ? -1 : 1),
  );
  return JSON.stringify(Object.fromEntries(fields)).replace(UNSEEN, escaped);
}

function placeOf(field: string): number {
  const place = FIRST.indexOf(field);
  return place < 0 ? FIRST.length : place;
}

function escaped(character: string): string {
  const units = Array.from({ length: character.length }, (_, at) => character.charCodeAt(at));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('');
}
