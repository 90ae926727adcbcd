import type { FailureRule } from '@countersign/core';

/** The rule that ships, of a host that tells no credential version. */
export const RULE: FailureRule = { maxInThirtyDays: 25, credential: null };
