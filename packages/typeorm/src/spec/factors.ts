import { randomUUID } from 'node:crypto';
import type { EnrolOutcome, EnrolTerms, Factor, FactorStore, NewFactor } from '@countersign/core';

/** A subject that no other test uses. */
export const newSubject = (): string => `subject-${randomUUID()}`;

/** A phone as core hands it over: opaque. */
export const newPhone = (): NewFactor => ({
  kind: 'phone',
  sealed: `k1.${randomUUID()}`,
  lookup: randomUUID(),
  lastDigits: '42',
  name: null,
  counter: 0,
});

/** A first enrolment. */
export const FIRST: EnrolTerms = { first: true };

/** Enrols a phone that must be the first. */
export async function enrol(store: FactorStore, subject = newSubject()): Promise<Factor> {
  const outcome: EnrolOutcome = await store.enrol(subject, newPhone(), FIRST);
  if (outcome.status !== 'enrolled') throw new Error(outcome.status);
  return outcome.factor;
}
