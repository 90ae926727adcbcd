import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { EnrolOutcome, Factor } from '../../ports/factor.js';
import type { FactorStore } from '../../ports/factor-store.js';
import { FIRST, newPhone, newSubject } from './harness.js';

/** Enrols a phone and returns it as it is kept. */
export async function enrol(store: FactorStore, subject = newSubject()): Promise<Factor> {
  return factorOf(await store.enrol(subject, newPhone(), FIRST));
}

/** The factor of an outcome that must be `enrolled`. */
export function factorOf(outcome: EnrolOutcome): Factor {
  assert.equal(outcome.status, 'enrolled');
  return (outcome as Extract<EnrolOutcome, { status: 'enrolled' }>).factor;
}

/** Ids that belong to no factor, well-formed and not. */
export function strangeIds(): readonly string[] {
  return [randomUUID(), 'no-such-factor', ''];
}
