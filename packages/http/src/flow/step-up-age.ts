/** How fresh the proof must be. */
export interface StepUpOptions {
  /** At most this old, 1 to 900 s. @defaultValue 300 */
  readonly maxAgeSeconds?: number;
}

const DEFAULT_MAX_AGE_SECONDS = 300;
const MOST_SECONDS = 900;

/** The age that a step-up asks for (R66). @throws TypeError for one out of bounds. */
export function stepUpAge({ maxAgeSeconds = DEFAULT_MAX_AGE_SECONDS }: StepUpOptions = {}): number {
  const fits = Number.isInteger(maxAgeSeconds) && maxAgeSeconds >= 1 && maxAgeSeconds <= MOST_SECONDS;
  if (!fits) throw new TypeError(`StepUp: maxAgeSeconds must be a whole number from 1 to ${MOST_SECONDS}`);
  return maxAgeSeconds;
}
