import { FIRST_CHANNEL } from '../channels.js';
import { Code } from '../code.js';
import { FAILURE_WINDOW_SECONDS } from '../options.js';
import type { PhoneNumber } from '../phone-number.js';
import type { CodeTarget, NewCode, TriedNumber } from '../ports/pending-sign-in.js';
import type { SendQuota } from '../ports/send-quota.js';
import { type Channel, isUnproved, type Purpose } from '../purpose.js';
import { drawReference } from '../reference.js';
import type { SignInToken } from '../sign-in-token.js';
import type { Engine } from './engine.js';

/** For which sign-in and where to a code is made. */
export interface CodeRequest {
  readonly token: SignInToken;
  readonly subject: string;
  readonly purpose: Purpose;
  readonly target: CodeTarget;
  /** The number that it goes to. */
  readonly phone: PhoneNumber;
  /** What its send costs. */
  readonly quotas: readonly SendQuota[];
  /** The reference of the code that it replaces. */
  readonly previousReference?: string | undefined;
}

/** A code, and what of it the store keeps. */
export interface PreparedCode {
  readonly code: Code;
  readonly stored: NewCode;
}

/** Draws a code and binds it to everything it is for (R01, R02, R04). */
export function prepareCode<User>({ options, keys }: Engine<User>, request: CodeRequest): PreparedCode {
  const { token, subject, purpose, target, phone, quotas, previousReference } = request;
  const code = Code.draw(options.codeLength, options.random);
  const binding = { purpose, signInId: token.key.id, subject, phone };
  return {
    code,
    stored: {
      target,
      gate: keys.gates(token.key.id, code)[0],
      mac: keys.codeMac(binding, code),
      reference: drawReference(options.random, previousReference),
      expiresInSeconds: options.codeTtlSeconds,
      quotas,
      ...(isUnproved(purpose) && { tried: triedOf(options.maxNumbers, keys.phoneIndex(phone)) }),
    },
  };
}

/** Half of the number's keyed hash tells a subject's few apart. */
function triedOf(most: number, phoneIndex: string): TriedNumber {
  return { name: phoneIndex.slice(0, 22), most, seconds: FAILURE_WINDOW_SECONDS };
}

/** Where a number's codes go, as the store keeps it: never the number itself (R06). */
export function targetOf(
  { lastDigits }: PhoneNumber,
  kept: Pick<CodeTarget, 'factorId' | 'sealed'>,
  channel: Channel = FIRST_CHANNEL,
): CodeTarget {
  return { method: channel, lastDigits, ...kept };
}
