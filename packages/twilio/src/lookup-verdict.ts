import type { NumberVerdict } from '@countersign/core';

/** What Lookup says of a number, as far as it is asked. What it cannot tell is null. */
export interface Findings {
  readonly valid: boolean;
  readonly lineTypeIntelligence?: { readonly type?: string | null } | null;
  readonly simSwap?: { readonly lastSimSwap?: SimSwap | null } | null;
  readonly smsPumpingRisk?: {
    readonly smsPumpingRiskScore?: number | null;
    readonly numberBlocked?: boolean | null;
  } | null;
}

/** The SDK hands this one through as it came, and declares it otherwise: either spelling counts. */
interface SimSwap {
  readonly swapped_in_period?: boolean | null;
  readonly swappedInPeriod?: boolean | null;
}

/** Lines that can be somebody's own mobile phone. */
const PERSONAL = ['mobile', 'personal'];

/** Weighs what Lookup says. What it cannot tell of a number is no objection: in many countries it cannot. */
export function verdictOf(found: Findings, { mostRisk }: { readonly mostRisk: number }): NumberVerdict {
  const type = found.lineTypeIntelligence?.type ?? 'unknown';
  const { smsPumpingRiskScore: risk, numberBlocked: fraud } = found.smsPumpingRisk ?? {};
  const { swapped_in_period: swapped, swappedInPeriod = swapped } = found.simSwap?.lastSimSwap ?? {};
  const objections = [
    !found.valid,
    type !== 'unknown' && !PERSONAL.includes(type),
    swappedInPeriod === true,
    fraud === true,
    (risk ?? 0) > mostRisk,
  ];
  return objections.includes(true) ? 'block' : 'allow';
}
