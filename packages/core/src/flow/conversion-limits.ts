import type { ConversionLimits, NumberBlock } from '../ports/conversion.js';
import type { SendQuota } from '../ports/send-quota.js';

/** A spike to a block of adjacent numbers is how pumping looks like in the counters of who pays for it (R29). */
export const CONVERSION_LIMITS: ConversionLimits = {
  windowSeconds: 3_600,
  leastSent: 20,
  leastShare: 0.3,
  runLength: 10,
  runReach: 10,
  pauseSeconds: 3_600,
};

/** A quota that nobody uses up: a pause fills it. */
export function pauseOf({ dialCode, block }: NumberBlock): SendQuota {
  const windows = [{ name: `block:${block}`, seconds: CONVERSION_LIMITS.pauseSeconds, limit: 1_000_000_000 }];
  return { kind: 'block', owner: `dial:${dialCode}`, windows };
}
