import type { Gone, SendCounts, SendQuota } from '@countersign/core';
import {
  type Charge,
  chargeCall,
  countsInOrder,
  type Full,
  longestWait,
  quotasByPlace,
  refundCalls,
} from './cluster-charges.js';
import type { Call, Together } from './command.js';
import { keysOf, quotaKeysOf } from './keys.js';
import { toSeconds } from './reply.js';
import { WITHDRAW } from './scripts/withdraw.lua.js';
import { type Sending, sendCall } from './send-args.js';
import { type SendReply, toSendOutcome } from './send-reply.js';

/** What a send ends as, by {@link PendingStore.open} and {@link PendingStore.issue}. */
interface Tried {
  readonly status: string;
  readonly counts?: SendCounts;
  readonly quota?: string;
  readonly retryAfterSeconds?: number;
}

/**
 * Sends on a Cluster. A script sees one slot, and the counters of a number, an address, a dial code and the installation are
 * in other ones than the subject's keys. So the subject's script, which charges only the subject's own quota, and one charge
 * for each shared quota go out together, in one round trip; when they agree, as nearly always, that was all. When a quota was
 * full, a second round trip gives the charges back and withdraws the code, so that the one before it lives on; when the
 * subject's script has refused, it gives the charges back. No provider has been asked by then, so nobody gains a message by
 * it; what another request sees in between is, at worst, a quota that seems full. When any part fails the outcome is unknown:
 * that is a refusal, and what was charged stays charged.
 */
export async function sendOnCluster(together: Together, prefix: string, sending: Sending): Promise<Tried | Gone> {
  const { quotas } = sending.code;
  const { own, shared } = quotasByPlace(sending.key, quotas);
  const calls = [sendCall(prefix, sending, own), ...shared.map((quota) => chargeCall(prefix, quota))];
  const [reply, ...replies] = (await together(calls)) as [SendReply, ...Charge['reply'][]];
  const charges = shared.map((quota, place) => ({ quota, reply: replies[place] as Charge['reply'] }));

  const tried: Tried = toSendOutcome(reply, own);
  const full = longestWait(charges);
  const issued = tried.counts;
  if (issued && !full) return { ...tried, counts: countsInOrder(quotas, own, issued, charges) };
  const refunds = refundCalls(prefix, charges);
  if (issued && full) return withdraw(together, [withdrawal(prefix, sending, own, reply, full), ...refunds], full);
  if (refunds.length > 0) await together(refunds);
  return longer(tried, full);
}

async function withdraw(together: Together, calls: readonly Call[], { quota }: Full): Promise<Tried | Gone> {
  const [reply] = await together(calls);
  const outcome: Tried = toSendOutcome(reply as SendReply, []);
  return outcome.status === 'full' ? { ...outcome, quota } : outcome;
}

/** The call that takes the code of a send back; see `scripts/withdraw.lua.ts`. */
function withdrawal(
  prefix: string,
  { key, code }: Sending,
  own: readonly SendQuota[],
  [, , after, , before]: SendReply,
  { wait }: Full,
): Call {
  const [, target, , , , , , live] = before ?? [];
  const left = after?.[7]?.[4] ?? 0;
  return {
    script: WITHDRAW,
    keys: [...keysOf(prefix, key), ...own.flatMap((quota) => quotaKeysOf(prefix, quota))],
    args: [code.gate, wait, target ?? '', ...(live ? [...live, left] : []).map((part) => part ?? '')],
  };
}

/** A quota of the subject's and a shared one may be full at once. */
function longer(tried: Tried, full: Full | undefined): Tried {
  if (tried.status !== 'full' || !full || toSeconds(full.wait) <= (tried.retryAfterSeconds ?? 0)) return tried;
  return { ...tried, quota: full.quota, retryAfterSeconds: toSeconds(full.wait) };
}
