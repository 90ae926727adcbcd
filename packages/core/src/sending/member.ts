import { channelsOf } from '../channels.js';
import type { CodeSender, SendOutcome } from '../ports/code-sender.js';
import type { Channel } from '../purpose.js';
import type { Breaker } from './breaker.js';

/** One of several senders. */
export interface Member {
  readonly sender: CodeSender;
  /** Which one, from 0. */
  readonly index: number;
  readonly breaker: Breaker;
}

/** Whether a member serves a channel. */
export function serves({ sender }: Member, channel: Channel): boolean {
  return channelsOf(sender).includes(channel);
}

/** Whether the provider that a member has given a message to reports what becomes of it: of several, the one that took it. */
export function reportsOf({ sender }: Member, { reports }: Extract<SendOutcome, { status: 'accepted' }>): boolean {
  return reports ?? (sender.receipts ?? []).length > 0;
}

/** Of a member that is made of several: those of them that have not had a message which one of them has taken. */
export function restOf(member: Member, { takeOver }: Extract<SendOutcome, { status: 'accepted' }>): readonly Member[] {
  return takeOver ? [{ ...member, sender: { channels: channelsOf(member.sender), send: takeOver } }] : [];
}
