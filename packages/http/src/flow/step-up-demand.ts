import { METHODS, type Method } from '@countersign/core';

/** How fresh the proof must be, and of which kind. */
export interface StepUpOptions {
  /** At most this old, 1 to 900 s. @defaultValue 300 */
  readonly maxAgeSeconds?: number;
  /** Only what was proved last by one of these counts. @defaultValue whatever the policy counts */
  readonly methods?: readonly Method[];
}

/** What a step-up asks for, with nothing left open. */
export interface StepUpDemand {
  readonly maxAgeSeconds: number;
  readonly methods?: readonly Method[];
}

const DEFAULT_MAX_AGE_SECONDS = 300;
const MOST_SECONDS = 900;

/** A recovery code proves no second factor (R67). */
const PROVABLE = METHODS.filter((method) => method !== 'recovery');

/** What a step-up asks for (R66). @throws TypeError for an age out of bounds, and for methods that there are not. */
export function stepUpDemand({ maxAgeSeconds = DEFAULT_MAX_AGE_SECONDS, methods }: StepUpOptions = {}): StepUpDemand {
  const fits = Number.isInteger(maxAgeSeconds) && maxAgeSeconds >= 1 && maxAgeSeconds <= MOST_SECONDS;
  if (!fits) throw new TypeError(`StepUp: maxAgeSeconds must be a whole number from 1 to ${MOST_SECONDS}`);
  if (methods === undefined) return { maxAgeSeconds };
  const known = Array.isArray(methods) && methods.length > 0 && methods.every((method) => PROVABLE.includes(method));
  if (!known) throw new TypeError(`StepUp: methods must be a list of any of ${PROVABLE.join(', ')}`);
  return { maxAgeSeconds, methods };
}
