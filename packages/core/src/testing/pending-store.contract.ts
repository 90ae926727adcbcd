import { answeringCases } from './pending-store/answering.cases.js';
import { conversionCases } from './pending-store/conversion.cases.js';
import { deviceCases } from './pending-store/device.cases.js';
import { expectingCases } from './pending-store/expecting.cases.js';
import { forgivingCases } from './pending-store/forgiving.cases.js';
import type { PendingStoreCase } from './pending-store/harness.js';
import { issuingCases } from './pending-store/issuing.cases.js';
import { keepingCases } from './pending-store/keeping.cases.js';
import { keptCases } from './pending-store/kept.cases.js';
import { limitingCases } from './pending-store/limiting.cases.js';
import { numbersCases } from './pending-store/numbers.cases.js';
import { openingCases } from './pending-store/opening.cases.js';
import { quotaCases } from './pending-store/quota.cases.js';
import { repeatingCases } from './pending-store/repeating.cases.js';
import { waitingCases } from './pending-store/waiting.cases.js';

export type { PendingStoreHarness } from './pending-store/harness.js';

/**
 * What every {@link PendingStore} must do, whoever writes it. Cases use keys of their own, so they may share a store, but
 * not at the same time: each moves the clock.
 *
 * @example
 * ```ts
 * for (const { name, run } of pendingStoreContract()) test(name, () => run(harness));
 * ```
 */
export function pendingStoreContract(): PendingStoreCase[] {
  const guessing = [...answeringCases, ...expectingCases, ...limitingCases, ...waitingCases, ...forgivingCases];
  const sending = [...issuingCases, ...repeatingCases, ...quotaCases, ...numbersCases, ...conversionCases];
  return [...openingCases, ...sending, ...guessing, ...keptCases, ...keepingCases, ...deviceCases];
}
