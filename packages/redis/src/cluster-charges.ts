import type { QuotaKind, SendCounts, SendQuota, SignInKey } from '@countersign/core';
import type { Call } from './command.js';
import { quotaKeysOf } from './keys.js';
import { CHARGE, REFUND } from './scripts/charge.lua.js';
import { windowArgs } from './send-args.js';

/** What one shared quota answered to its charge. */
export interface Charge {
  readonly quota: SendQuota;
  readonly reply: readonly ['charged' | 'full', amount: number, counts?: readonly number[]];
}

/** A quota that had no room, and for how many milliseconds. */
export interface Full {
  readonly quota: QuotaKind;
  readonly wait: number;
}

/** The quotas of a send by where a Cluster keeps them: in the slot of the subject, or each in one of its own. */
export function quotasByPlace({ subjectTag }: SignInKey, quotas: readonly SendQuota[]) {
  const own = quotas.filter(({ owner }) => owner === subjectTag);
  return { own, shared: quotas.filter((quota) => !own.includes(quota)) };
}

/** Charges one quota. */
export function chargeCall(prefix: string, quota: SendQuota): Call {
  return { script: CHARGE, keys: quotaKeysOf(prefix, quota), args: windowArgs(quota) };
}

/** Gives back what was charged. */
export function refundCalls(prefix: string, charges: readonly Charge[]): Call[] {
  return charges
    .filter(({ reply: [status] }) => status === 'charged')
    .map(({ quota }) => ({ script: REFUND, keys: quotaKeysOf(prefix, quota), args: [] }));
}

/** Of the quotas that were full the one with the longest wait. */
export function longestWait(charges: readonly Charge[]): Full | undefined {
  let longest: Full | undefined;
  for (const { quota, reply } of charges) {
    const wait = reply[0] === 'full' ? Number(reply[1]) : 0;
    if (wait > (longest?.wait ?? 0)) longest = { quota: quota.kind, wait };
  }
  return longest;
}

/** The counts of all quotas in the order of the port, from those of the subject's script and those of the charges. */
export function countsInOrder(
  quotas: readonly SendQuota[],
  ownQuotas: readonly SendQuota[],
  ownCounts: SendCounts,
  charges: readonly Charge[],
): SendCounts {
  const own = new Map(ownQuotas.map((quota, place) => [quota, ownCounts[place] ?? []]));
  const shared = new Map(charges.map(({ quota, reply }) => [quota, (reply[2] ?? []).map(Number)]));
  return quotas.map((quota) => own.get(quota) ?? shared.get(quota) ?? []);
}
