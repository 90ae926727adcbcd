import { answeringCases } from './pending-store/answering.cases.js';
import type { PendingStoreCase } from './pending-store/harness.js';
import { issuingCases } from './pending-store/issuing.cases.js';
import { keepingCases } from './pending-store/keeping.cases.js';
import { limitingCases } from './pending-store/limiting.cases.js';
import { openingCases } from './pending-store/opening.cases.js';
import { quotaCases } from './pending-store/quota.cases.js';
import { repeatingCases } from './pending-store/repeating.cases.js';

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
  return [
    ...[...openingCases, ...issuingCases, ...repeatingCases],
    ...[...answeringCases, ...limitingCases, ...quotaCases, ...keepingCases],
  ];
}
