import type { Gone, LiveCode, PendingSignIn } from '@countersign/core';
import { readDelivery, readDetails, readTarget } from './sign-in-texts.js';

/** A live code in a script's answer; when it was sent in seconds, what it has left in milliseconds. */
type CodeReply = readonly [reference: string, mac: string, sentAt: number, delivery: string | null, left: number];

/** A sign-in in a script's answer, as `scripts/view.lua.ts` builds it. */
export type View = readonly [
  details: string,
  target: string | null,
  sends: number,
  tries: number,
  left: number,
  wait: number,
  answerWait: number,
  code: CodeReply | null,
];

/** What a script answers: a status of the port, a number that belongs to it, and the sign-in. */
type Reply = readonly [status: string, amount?: number, view?: View];

const WAITING = ['locked', 'waiting', 'too_soon', 'too_many', 'full'];
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

function toSignIn([details, target, sends, tries, left, wait, answerWait, code]: View): PendingSignIn {
  return Object.assign(readDetails(details), {
    target: target === null ? null : readTarget(target),
    sends: Number(sends),
    tries: Number(tries),
    expiresInSeconds: toSeconds(left),
    resendInSeconds: toSeconds(wait),
    answerInSeconds: toSeconds(answerWait),
    code: code && toCode(code),
  });
}

function toCode([reference, mac, sentAt, delivery, left]: CodeReply): LiveCode {
  const expiresInSeconds = toSeconds(left);
  return { reference, mac, sentAt: Number(sentAt) * 1_000, expiresInSeconds, ...readDelivery(delivery) };
}

/** Rounds up: who is told to wait 1 s and does is never refused for the rest of a second. */
export function toSeconds(milliseconds: number | undefined): number {
  return Math.ceil(Number(milliseconds) / 1_000);
}
