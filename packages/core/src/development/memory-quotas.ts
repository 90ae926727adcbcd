import type { ChargeOutcome, SendQuota, SendWindow } from '../ports/pending-store.js';
import type { ExpiringMap } from './expiring-map.js';
import { toSeconds } from './memory-records.js';

/** Seconds until a send is within the windows of a quota again; 0 when it is now. */
export function quotaWait(counts: ExpiringMap<number>, name: string, windows: readonly SendWindow[]): number {
  const waits = windows.map((window) => {
    const key = keyOf(name, window);
    return (counts.get(key) ?? 0) < window.limit ? 0 : toSeconds(counts.remaining(key));
  });
  return Math.max(0, ...waits);
}

/** Charges every window of a quota; tells the counts after it. */
export function chargeQuota(
  counts: ExpiringMap<number>,
  name: string,
  windows: readonly SendWindow[],
): readonly number[] {
  return windows.map((window) => {
    const key = keyOf(name, window);
    const count = (counts.get(key) ?? 0) + 1;
    if (count === 1) counts.set(key, count, window.seconds * 1_000);
    else counts.replace(key, count);
    return count;
  });
}

/** {@link PendingStore.charge} in memory. */
export function chargeInMemory(counts: ExpiringMap<number>, quotas: readonly SendQuota[]): ChargeOutcome {
  const waits = quotas.map((quota) => quotaWait(counts, nameOf(quota), quota.windows));
  const retryAfterSeconds = Math.max(0, ...waits);
  const full = quotas[waits.indexOf(retryAfterSeconds)];
  if (retryAfterSeconds > 0 && full) return { status: 'refused', owner: full.owner, retryAfterSeconds };
  return { status: 'charged', counts: quotas.map((quota) => chargeQuota(counts, nameOf(quota), quota.windows)) };
}

/** {@link PendingStore.refund} in memory. */
export function refundInMemory(counts: ExpiringMap<number>, quotas: readonly SendQuota[]): void {
  for (const quota of quotas) {
    for (const window of quota.windows) {
      const key = keyOf(nameOf(quota), window);
      const count = counts.get(key) ?? 0;
      if (count > 1) counts.replace(key, count - 1);
      else counts.delete(key);
    }
  }
}

function nameOf({ owner, kind = 'sends' }: SendQuota): string {
  return `${owner}:${kind}`;
}

function keyOf(name: string, window: SendWindow): string {
  return `${name}:${window.name}`;
}
