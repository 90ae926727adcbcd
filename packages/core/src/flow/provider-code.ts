/**
 * A provider's number for what went wrong, for an event; `null` for whatever else a sender of the host's puts there: it is no
 * text of a provider's (R76).
 */
export function providerCodeOf(given: unknown): number | null {
  return Number.isSafeInteger(given) ? Number(given) : null;
}
