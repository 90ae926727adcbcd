import type { ChargeOutcome, Gone, LiveCode, PendingSignIn, SendQuota } from '@countersign/core';
import { readDelivery, readDetails, readTarget } from './sign-in-texts.js';

/** A live code in a script's answer; times in milliseconds. */
type CodeReply = readonly [reference: string, mac: string, sentAt: number, delivery: string | null, left: number];

/** A sign-in in a script's answer, as `scripts/view.lua.ts` builds it. */
type View = readonly [
  details: string,
  target: string | null,
  sends: number,
  tries: number,
  left: number,
  wait: number,
  code: CodeReply | null,
];

/** What a script answers: a status of the port, a number that belongs to it, and the sign-in. */
type Reply = readonly [status: string, amount?: number, view?: View];

const WAITING = ['locked', 'too_soon', 'too_many'];
const CHARGED = ['wrong', 'superseded', 'spent'];

/**
 * Turns a script's answer into the outcome that the port promises. A record that cannot be read, because another version
 * wrote it, is no sign-in: gone.
 */
export function toOutcome<Outcome extends { readonly status: string }>(reply: unknown): Outcome | Gone {
  const [status, amount, view] = reply as Reply;
  try {
    return {
      status,
      ...(view && { signIn: toSignIn(view) }),
      ...(WAITING.includes(status) && { retryAfterSeconds: toSeconds(amount) }),
      ...(CHARGED.includes(status) && { failures: Number(amount) }),
    } as unknown as Outcome;
  } catch {
    return { status: 'gone' };
  }
}

/** What the script of one quota answers: milliseconds to wait, or the counts after the charge. */
export type QuotaReply =
  | readonly ['refused', amount: number]
  | readonly ['charged', amount: 0, counts: readonly number[]];

/** Turns the answers of all quotas into one outcome: of several that are full the longest wait is told. */
export function toChargeOutcome(quotas: readonly SendQuota[], replies: readonly QuotaReply[]): ChargeOutcome {
  const waits = replies.map(([status, amount]) => (status === 'refused' ? Number(amount) : 0));
  const longest = Math.max(0, ...waits);
  const full = quotas[waits.indexOf(longest)];
  if (longest > 0 && full) return { status: 'refused', owner: full.owner, retryAfterSeconds: toSeconds(longest) };
  return { status: 'charged', counts: replies.map(([, , counts = []]) => counts.map(Number)) };
}

function toSignIn([details, target, sends, tries, left, wait, code]: View): PendingSignIn {
  return {
    ...readDetails(details),
    target: target === null ? null : readTarget(target),
    sends: Number(sends),
    tries: Number(tries),
    expiresInSeconds: toSeconds(left),
    resendInSeconds: toSeconds(wait),
    code: code && toCode(code),
  };
}

function toCode([reference, mac, sentAt, delivery, left]: CodeReply): LiveCode {
  const expiresInSeconds = toSeconds(left);
  return { reference, mac, sentAt: Number(sentAt), expiresInSeconds, ...readDelivery(delivery) };
}

/** Rounds up: who is told to wait 1 s and does is never refused for the rest of a second. */
function toSeconds(milliseconds: number | undefined): number {
  return Math.ceil(Number(milliseconds) / 1_000);
}
