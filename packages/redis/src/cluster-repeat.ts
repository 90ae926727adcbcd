import type { RepeatOutcome, SendQuota } from '@countersign/core';
import {
  type Charge,
  chargeCall,
  countsInOrder,
  type Full,
  longestWait,
  quotasByPlace,
  refundCalls,
} from './cluster-charges.js';
import type { Together } from './command.js';
import { type Repeating, repeatCall } from './repeat-call.js';
import { toSeconds } from './reply.js';
import { type SendReply, toSendOutcome } from './send-reply.js';

/**
 * Repeats a send on a Cluster, where the counters of a number, an address, a dial code and the installation are in other slots
 * than the subject's keys. Nobody waits for it, so it goes the simple way: first the shared quotas are charged, then the
 * subject's script decides, and what it does not use is given back. When any part fails the outcome is unknown: nothing is
 * sent, and what was charged stays charged.
 */
export async function repeatOnCluster(
  together: Together,
  prefix: string,
  repeating: Repeating,
): Promise<RepeatOutcome> {
  const { quotas } = repeating.code;
  const { own, shared } = quotasByPlace(repeating.key, quotas);
  const replies = (await together(shared.map((quota) => chargeCall(prefix, quota)))) as Charge['reply'][];
  const charges = shared.map((quota, place) => ({ quota, reply: replies[place] as Charge['reply'] }));
  const full = longestWait(charges);
  const outcome = full ? toFull(full) : await decide(together, prefix, repeating, own);
  if (outcome.status === 'charged') return { ...outcome, counts: countsInOrder(quotas, own, outcome.counts, charges) };
  const refunds = refundCalls(prefix, charges);
  if (refunds.length > 0) await together(refunds);
  return outcome;
}

async function decide(
  together: Together,
  prefix: string,
  repeating: Repeating,
  own: readonly SendQuota[],
): Promise<RepeatOutcome> {
  const [reply] = await together([repeatCall(prefix, repeating, own)]);
  return toSendOutcome<RepeatOutcome>(reply as SendReply, own);
}

function toFull({ quota, wait }: Full): RepeatOutcome {
  return { status: 'full', quota, retryAfterSeconds: toSeconds(wait) };
}
