import { randomUUID } from 'node:crypto';
import type { EnrolTerms, NewFactor } from '../../ports/factor.js';
import type { FactorStore, FailureRule } from '../../ports/factor-store.js';

/** What the contract needs of an implementation. One harness may serve all cases: each uses subjects of its own. */
export interface FactorStoreHarness {
  readonly store: FactorStore;
  /**
   * A second instance on the same data, as another process of the host has one. Where the data lives in the instance,
   * `store` itself.
   */
  readonly twin: FactorStore;
  /** Makes everything counted so far this many days older. Whole days, 1 or more. */
  age(days: number): Promise<void>;
}

/** A subject that no other case uses. */
export function newSubject(): string {
  return `subject-${randomUUID()}`;
}

/** A phone as core hands it over: opaque, and different each time. */
export function newPhone(): NewFactor {
  const kept = { sealed: `k1.${randomUUID()}`, lookup: randomUUID(), lastDigits: '42' };
  return { kind: 'phone', ...kept, name: null, counter: 0 };
}

/** A rule that no case reaches by accident. */
export const LENIENT: FailureRule = { maxInThirtyDays: 1_000, credential: null };

/** An authenticator app as core hands it over. */
export function newTotp(counter = 0): NewFactor {
  return { kind: 'totp', sealed: `k1.${randomUUID()}`, lookup: null, lastDigits: null, name: null, counter };
}

/** Recovery codes as core hands them over. */
export function newRecovery(): NewFactor {
  return { ...newTotp(), kind: 'recovery' };
}

/** A bypass code as core hands it over. */
export function newBypass(): NewFactor {
  return { ...newTotp(), kind: 'bypass' };
}

/** A first enrolment. */
export const FIRST: EnrolTerms = { first: true };

/** Another factor beside those there are. */
export const ANOTHER: EnrolTerms = { first: false };
