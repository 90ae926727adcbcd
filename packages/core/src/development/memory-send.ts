import type { IssueOutcome, NewCode, SendLimits, SignInKey, TryLimits } from '../ports/pending-store.js';
import { putCode } from './memory-codes.js';
import { chargeQuotas, fullQuota } from './memory-quotas.js';
import { MemoryRecords, toSeconds } from './memory-records.js';

type Sent = Extract<IssueOutcome, { status: 'issued' | 'full' }>;

/** {@link PendingStore.issue} in memory. */
export function issueInMemory(
  records: MemoryRecords,
  key: SignInKey,
  code: NewCode,
  limits: SendLimits & TryLimits,
): IssueOutcome {
  const name = MemoryRecords.nameOf(key);
  const record = records.signIns.get(name);
  if (!record) return { status: 'gone' };
  const signIn = records.view(name, record);

  const hindrance = records.hindrance(key, limits.maxFailures, code.expiresInSeconds);
  if (hindrance) return { ...hindrance, signIn };
  const wait = toSeconds(records.cooldowns.remaining(name));
  if (wait > 0) return { status: 'too_soon', retryAfterSeconds: wait, signIn };
  if (signIn.sends >= limits.maxSends) {
    return { status: 'too_many', retryAfterSeconds: signIn.expiresInSeconds, signIn };
  }
  return sendInMemory(records, name, code, limits);
}

/** Charges a code's send and makes it the live one, if all its quotas have room. The sign-in is held already. */
export function sendInMemory(records: MemoryRecords, name: string, code: NewCode, limits: SendLimits): Sent {
  const full = fullQuota(records.sends, code.quotas);
  if (!full) {
    const counts = chargeQuotas(records.sends, code.quotas);
    return { status: 'issued', signIn: records.view(name, putCode(records, name, code, limits)), counts };
  }
  records.pauses.set(name, true, full.retryAfterSeconds * 1_000);
  const record = records.signIns.get(name);
  if (!record) throw new Error('sendInMemory needs a live sign-in');
  return { status: 'full', signIn: records.view(name, record), ...full };
}
