import type { Answer, SignInKey, TryLimits } from '../ports/pending-sign-in.js';
import type { VerifyOutcome } from '../ports/pending-store.js';
import { matchAny, matchGates } from './match-gates.js';
import { MemoryRecords, type SignInRecord } from './memory-records.js';

/** Checks an answer in one step: {@link PendingStore.verify} in memory. */
export function verifyInMemory(
  records: MemoryRecords,
  key: SignInKey,
  { gates, expected }: Answer,
  limits: TryLimits,
): VerifyOutcome {
  const name = MemoryRecords.nameOf(key);
  const record = records.signIns.get(name);
  if (!record) return { status: 'gone' };
  const signIn = records.view(key, record);

  const hindrance = records.hindrance(key, limits.maxFailures, 0);
  if (hindrance) return { ...hindrance, signIn };
  if (!expected && signIn.sends === 0) return { status: 'not_requested', signIn };
  if (!expected && !signIn.code) return { status: 'expired', signIn };

  const match = expected ? matchAny(gates, expected) : matchGates(gates, record.gates);
  if (match !== 'right') return charge(records, key, record, match, limits);
  records.remove(name);
  return { status: 'right', signIn };
}

function charge(
  records: MemoryRecords,
  key: SignInKey,
  before: SignInRecord,
  match: 'wrong' | 'superseded',
  limits: TryLimits,
): VerifyOutcome {
  const name = MemoryRecords.nameOf(key);
  const failures = chargeSubject(records, MemoryRecords.ledgerOf(key), limits);
  const after = { ...before, tries: before.tries + 1 };
  records.signIns.replace(name, after);
  const signIn = records.view(key, after);
  if (after.tries < limits.maxTries) return { status: match, failures, signIn };
  records.remove(name);
  return { status: 'spent', failures, signIn };
}

/** The window runs from the first failure: the ones after it do not lengthen it. */
function chargeSubject({ failures, waits }: MemoryRecords, ledger: string, limits: TryLimits): number {
  const count = (failures.get(ledger) ?? 0) + 1;
  if (count === 1) failures.set(ledger, count, limits.failureWindowSeconds * 1_000);
  else failures.replace(ledger, count);
  const { waitsFrom, waitsSeconds, maxFailures } = limits;
  const wait = waitsSeconds[Math.min(count - waitsFrom, waitsSeconds.length - 1)];
  if (wait !== undefined && count < maxFailures) waits.set(ledger, true, wait * 1_000);
  return count;
}
