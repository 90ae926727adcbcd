/** The most that Twilio takes: 36 000 seconds (https://www.twilio.com/docs/api/errors/90007). */
const LONGEST = 36_000;

/**
 * How long a text may wait in Twilio's queue, in whole seconds: never longer than its code lives (R31).
 * @param expiresInSeconds - the code's remaining life.
 * @returns null when less than a second is left, the least that Twilio takes: such a text would come too late.
 */
export function validityPeriod(expiresInSeconds: number): number | null {
  const seconds = Math.min(Math.floor(expiresInSeconds), LONGEST);
  return seconds >= 1 ? seconds : null;
}
