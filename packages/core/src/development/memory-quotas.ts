import type { FullQuota, SendCounts, SendQuota } from '../ports/send-quota.js';
import type { ExpiringMap } from './expiring-map.js';
import { toSeconds } from './memory-records.js';

/** The quota without room for one more send, if there is one; of several the one with the longest wait. */
export function fullQuota(counts: ExpiringMap<number>, quotas: readonly SendQuota[]): FullQuota | undefined {
  let longest: FullQuota | undefined;
  for (const quota of quotas) {
    const retryAfterSeconds = waitOf(counts, quota);
    if (retryAfterSeconds > (longest?.retryAfterSeconds ?? 0)) longest = { quota: quota.kind, retryAfterSeconds };
  }
  return longest;
}

/** Charges one send to every window of every quota. */
export function chargeQuotas(counts: ExpiringMap<number>, quotas: readonly SendQuota[]): SendCounts {
  return quotas.map(({ owner, windows }) => windows.map(({ name, seconds }) => charge(counts, owner, name, seconds)));
}

/** Fills a quota up, for so long. */
export function fillQuota(counts: ExpiringMap<number>, { owner, windows }: SendQuota, seconds: number): void {
  for (const { name, limit } of windows) counts.set(keyOf(owner, name), limit, seconds * 1_000);
}

function waitOf(counts: ExpiringMap<number>, { owner, windows }: SendQuota): number {
  const waits = windows.map(({ name, limit }) => {
    const key = keyOf(owner, name);
    return (counts.get(key) ?? 0) < limit ? 0 : toSeconds(counts.remaining(key));
  });
  return Math.max(0, ...waits);
}

function charge(counts: ExpiringMap<number>, owner: string, name: string, seconds: number): number {
  const key = keyOf(owner, name);
  const count = (counts.get(key) ?? 0) + 1;
  if (count === 1) counts.set(key, count, seconds * 1_000);
  else counts.replace(key, count);
  return count;
}

function keyOf(owner: string, window: string): string {
  return `${owner}:${window}`;
}
