import type { NewCode, SendLimits, SignInKey, TriedNumber, TryLimits } from '../ports/pending-sign-in.js';
import type { IssueOutcome } from '../ports/pending-store.js';
import type { FullQuota } from '../ports/send-quota.js';
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
  const signIn = records.view(key, record);

  const hindrance = records.hindrance(key, limits.maxFailures, code.expiresInSeconds);
  if (hindrance) return { ...hindrance, signIn };
  const wait = toSeconds(records.cooldowns.remaining(name));
  if (wait > 0) return { status: 'too_soon', retryAfterSeconds: wait, signIn };
  if (signIn.sends >= limits.maxSends) {
    return { status: 'too_many', retryAfterSeconds: signIn.expiresInSeconds, signIn };
  }
  const full = tryNumber(records, key.subjectTag, code.tried);
  if (full) return pauseInMemory(records, key, full);
  const sent = sendInMemory(records, key, code, limits);
  if (sent.status === 'issued' && code.tried) noteNumber(records, key.subjectTag, code.tried);
  return sent;
}

/** Charges a code's send and makes it the live one, if all its quotas have room. The sign-in is held already. */
export function sendInMemory(records: MemoryRecords, key: SignInKey, code: NewCode, limits: SendLimits): Sent {
  const full = fullQuota(records.sends, code.quotas);
  if (!full) {
    const counts = chargeQuotas(records.sends, code.quotas);
    return {
      status: 'issued',
      signIn: records.view(key, putCode(records, MemoryRecords.nameOf(key), code, limits)),
      counts,
    };
  }
  return pauseInMemory(records, key, full);
}

function pauseInMemory(records: MemoryRecords, key: SignInKey, full: FullQuota): Sent {
  const name = MemoryRecords.nameOf(key);
  records.pauses.set(name, true, full.retryAfterSeconds * 1_000);
  const record = records.signIns.get(name);
  if (!record) throw new Error('sendInMemory needs a live sign-in');
  return { status: 'full', signIn: records.view(key, record), ...full };
}

/** Whether it is one number too many (R41). */
function tryNumber({ numbers }: MemoryRecords, subjectTag: string, tried?: TriedNumber): FullQuota | undefined {
  const known = numbers.get(subjectTag) ?? [];
  if (!tried || known.includes(tried.name) || known.length < tried.most) return undefined;
  return { quota: 'numbers', retryAfterSeconds: toSeconds(numbers.remaining(subjectTag)) };
}

function noteNumber({ numbers }: MemoryRecords, subjectTag: string, { name, seconds }: TriedNumber): void {
  const known = numbers.get(subjectTag);
  if (!known) numbers.set(subjectTag, [name], seconds * 1_000);
  else if (!known.includes(name)) numbers.replace(subjectTag, [...known, name]);
}
