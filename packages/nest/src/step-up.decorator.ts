import { Reflector } from '@nestjs/core';

/** How fresh the proof must be. */
export interface StepUpOptions {
  /** At most this old, 1 to 900 s. @defaultValue 300 */
  readonly maxAgeSeconds?: number;
}

const DEFAULT_MAX_AGE_SECONDS = 300;
const MOST_SECONDS = 900;

/**
 * Asks for a fresh second factor before a handler runs (R66, RFC 9470): an older proof is refused with
 * `step_up_required`. Where the policy asks for no second factor it asks for none either.
 * @throws TypeError for an age out of bounds, when the class is loaded.
 */
export const StepUp = Reflector.createDecorator<StepUpOptions | undefined, number>({
  key: 'countersign:step-up',
  transform: ({ maxAgeSeconds = DEFAULT_MAX_AGE_SECONDS } = {}) => {
    const fits = Number.isInteger(maxAgeSeconds) && maxAgeSeconds >= 1 && maxAgeSeconds <= MOST_SECONDS;
    if (!fits) throw new TypeError(`StepUp: maxAgeSeconds must be a whole number from 1 to ${MOST_SECONDS}`);
    return maxAgeSeconds;
  },
});
