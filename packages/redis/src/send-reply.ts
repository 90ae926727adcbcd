import type { FullQuota, Gone, SendCounts, SendQuota } from '@countersign/core';
import { toOutcome, type View } from './reply.js';

/** What a script that sends answers: as the others, then counts and the sign-in as it was, or the window that is full. */
export type SendReply = readonly [
  status: string,
  amount: number,
  view?: View,
  countsOrPlace?: readonly number[] | number,
  before?: View,
];

/** Turns the answer of a script that has charged these quotas into the outcome that the port promises. */
export function toSendOutcome<Outcome extends { readonly status: string }>(
  reply: SendReply,
  quotas: readonly SendQuota[],
): Outcome | Gone {
  const [, , , extra] = reply;
  const outcome = toOutcome<Outcome>(reply);
  if (outcome.status === 'full') return Object.assign(outcome, { quota: kindAt(Number(extra), quotas) });
  return Array.isArray(extra) ? Object.assign(outcome, { counts: countsOf(extra, quotas) }) : outcome;
}

/** Counts come one after another, for the windows of all quotas. */
function countsOf(flat: readonly number[], quotas: readonly SendQuota[]): SendCounts {
  const left = flat.map(Number);
  return quotas.map(({ windows }) => left.splice(0, windows.length));
}

/** Whose window has this place, counted from one over all quotas; none is of the numbers tried. */
function kindAt(place: number, quotas: readonly SendQuota[]): FullQuota['quota'] | undefined {
  if (place === 0) return 'numbers';
  return quotas.flatMap(({ kind, windows }) => windows.map(() => kind))[place - 1];
}
