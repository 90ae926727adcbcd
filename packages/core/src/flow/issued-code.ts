import { channelOf } from '../channels.js';
import type { Code } from '../code.js';
import { messageText } from '../message.js';
import type { PhoneNumber } from '../phone-number.js';
import type { CodeMessage } from '../ports/code-sender.js';
import type { LiveCode, PendingSignIn } from '../ports/pending-sign-in.js';
import type { SendQuota } from '../ports/send-quota.js';
import type { SignInToken } from '../sign-in-token.js';
import type { Engine } from './engine.js';
import { writeReceiptFor } from './receipt-for.js';

/** A code that the store has charged and taken: ready to go out. */
export interface Issued {
  readonly token: SignInToken;
  readonly signIn: PendingSignIn;
  readonly code: Code;
  readonly phone: PhoneNumber;
  /** What its send was charged to. */
  readonly quotas: readonly SendQuota[];
}

/** The message of a code that is live. */
export function messageOf<User>(
  { options }: Engine<User>,
  { token, signIn, code, phone }: Issued,
  { reference, expiresInSeconds }: LiveCode,
): CodeMessage {
  const { issuer, host } = options;
  const { purpose, sends } = signIn;
  const text = () => messageText({ issuer, purpose, code, reference, host });
  const receiptFor = writeReceiptFor(token.key, reference, sends);
  const channel = channelOf(signIn);
  return { channel, to: phone, text, code, issuer, purpose, reference, expiresInSeconds, receiptFor };
}
