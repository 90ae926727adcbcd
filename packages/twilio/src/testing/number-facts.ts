import type { Country } from '@countersign/core';

/** What Lookup knows of a number. What is left out is the usual: a mobile phone whose SIM was never swapped, no risk. */
export interface TwilioNumberFacts {
  /** Default: as the number looks. */
  readonly valid?: boolean;
  readonly country?: Country;
  /** `mobile`, `landline`, `fixedVoip`, `nonFixedVoip`, …; null: not known. */
  readonly lineType?: string | null;
  readonly carrier?: string;
  readonly simSwap?: { readonly at: Date | null; readonly inPeriod: boolean };
  /** Of SMS pumping, 0 to 100. */
  readonly pumpingRisk?: number;
  readonly blocked?: boolean;
}
