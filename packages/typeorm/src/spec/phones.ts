import { randomUUID } from 'node:crypto';
import type { EnrolOutcome, FactorStore, NewPhone, PhoneFactor } from '@countersign/core';

/** A subject that no other test uses. */
export const newSubject = (): string => `subject-${randomUUID()}`;

/** A phone as core hands it over: opaque. */
export const newPhone = (): NewPhone => ({
  sealedPhone: `k1.${randomUUID()}`,
  phoneIndex: randomUUID(),
  lastDigits: '42',
});

/** Enrols a phone that must be the first. */
export async function enrol(store: FactorStore, subject = newSubject()): Promise<PhoneFactor> {
  const outcome: EnrolOutcome = await store.enrolPhone(subject, newPhone());
  if (outcome.status !== 'enrolled') throw new Error(outcome.status);
  return outcome.factor;
}
