import type { RepeatedCode, SendLimits, SignInKey, TryLimits } from '../ports/pending-sign-in.js';
import type { RepeatOutcome } from '../ports/pending-store.js';
import { isRepeatable } from '../repeatable.js';
import { chargeQuotas, fullQuota } from './memory-quotas.js';
import { MemoryRecords } from './memory-records.js';

/** {@link PendingStore.repeat} in memory. */
export function repeatInMemory(
  records: MemoryRecords,
  key: SignInKey,
  repeated: RepeatedCode,
  limits: SendLimits & TryLimits,
): RepeatOutcome {
  const name = MemoryRecords.nameOf(key);
  const record = records.signIns.get(name);
  if (!record) return { status: 'gone' };
  const signIn = records.view(key, record);
  const code = records.codes.get(name);
  if (!code || !isRepeatable(signIn, repeated)) return { status: 'settled' };
  const hindrance = records.hindrance(key, limits.maxFailures, signIn.code?.expiresInSeconds ?? 0);
  if (hindrance) return hindrance;
  if (signIn.sends >= limits.maxSends) return { status: 'too_many', retryAfterSeconds: signIn.expiresInSeconds };
  const full = fullQuota(records.sends, repeated.quotas);
  if (full) return { status: 'full', ...full };
  const counts = chargeQuotas(records.sends, repeated.quotas);
  // The gate once more: their number is the number of sends.
  records.signIns.replace(name, { ...record, gates: [...record.gates, ...record.gates.slice(-1)] });
  records.codes.replace(name, { ...code, delivery: 'accepted', failure: null });
  return { status: 'charged', signIn, counts };
}
