import type { ContractCase } from './contract-case.js';
import { advancingCases } from './factor-store/advancing.cases.js';
import { contestingCases } from './factor-store/contesting.cases.js';
import { countingCases } from './factor-store/counting.cases.js';
import { disablingCases } from './factor-store/disabling.cases.js';
import { enrolmentCases } from './factor-store/enrolment.cases.js';
import type { FactorStoreHarness } from './factor-store/harness.js';
import { holdingCases } from './factor-store/holding.cases.js';
import { readingCases } from './factor-store/reading.cases.js';
import { resealingCases } from './factor-store/resealing.cases.js';
import { resettingCases } from './factor-store/resetting.cases.js';
import { suspectingCases } from './factor-store/suspecting.cases.js';

export type { FactorStoreHarness } from './factor-store/harness.js';

/** The sentences that every `FactorStore` makes true. Run each as a test of its own, against the real database. */
export function factorStoreContract(): ContractCase<FactorStoreHarness>[] {
  const limits = [...countingCases, ...suspectingCases, ...disablingCases];
  return [
    ...readingCases,
    ...enrolmentCases,
    ...holdingCases,
    ...advancingCases,
    ...limits,
    ...contestingCases,
    ...resettingCases,
    ...resealingCases,
  ];
}
