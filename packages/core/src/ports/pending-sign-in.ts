import type { Amr } from '../amr.js';
import type { Delivery, Method, Purpose } from '../purpose.js';
import type { SendFailure } from './send-failure.js';
import type { SendQuota } from './send-quota.js';

/** Names one pending sign-in. All keys of a subject share the tag, so that one atomic step sees them all. */
export interface SignInKey {
  /** Keyed hash of the subject's id, base64url, 16 characters. */
  readonly subjectTag: string;
  /** SHA-256 of the browser's token, hexadecimal. */
  readonly id: string;
  /**
   * Under which name failures and waits are counted that are not the subject's own, but those of a browser that it knows or of
   * its recovery codes. It is no part of what names the sign-in.
   */
  readonly ledger?: string | undefined;
}

/**
 * What a sign-in is to be answered by: where its codes go, or what is being enrolled. No full number in clear, ever (R06):
 * which one a code went to, its `mac` knows.
 */
export interface CodeTarget {
  readonly method: Method;
  /** The confirmed factor, or `null` while one is being enrolled. */
  readonly factorId: string | null;
  /** The number's last two digits; empty where no code is sent. */
  readonly lastDigits: string;
  /** The number or secret being enrolled, sealed for this sign-in; `null` for a confirmed factor. */
  readonly sealed: string | null;
}

/** What is written when the first factor was right and the second step opens. */
export interface NewSignIn {
  readonly subject: string;
  readonly purpose: Purpose;
  /** The subject's security epoch at this moment; another one at completion refuses (R46). */
  readonly epoch: number;
  /** Keyed hash of the host's credential version (say, of the password), or `null`; compared at completion (R46). */
  readonly credential: string | null;
  /** What it can be answered by, the first one first; for one that binds a factor, what can be bound. */
  readonly methods: readonly Method[];
  /** How the first factor was proved. */
  readonly amr: readonly Amr[];
  /** When the first factor was proved, milliseconds since 1970, where that is known. */
  readonly firstFactorAt?: number | undefined;
  /** Of a change: the factor that goes when the one is bound that takes its place (R35). */
  readonly replaces?: string | undefined;
  /** A same-origin path to open afterwards, or `null`. */
  readonly returnTo: string | null;
  /** Of a log-in: that the policy counts none of its methods, so that a right answer only leads to another sign-in. @defaultValue false */
  readonly uncounted?: boolean | undefined;
  /** Of a log-in: that the policy does not let the browser be trusted, where the options do. @defaultValue false */
  readonly untrusted?: boolean | undefined;
  /**
   * What lets it bind a factor although its subject has one: a recovery code that was right (R60), or an answer by a factor that
   * the policy does not count. @defaultValue nothing
   */
  readonly after?: 'recovery' | 'uncounted' | undefined;
  /** How long it lives, absolutely. Nothing lengthens it. */
  readonly expiresInSeconds: number;
}

/** A code about to be sent. The code itself never reaches the store (R02). */
export interface NewCode {
  readonly target: CodeTarget;
  /** What an answer is compared with, inside the atomic step: HMAC-SHA-256 over challenge and code, base64url. */
  readonly gate: string;
  /**
   * HMAC-SHA-256 over purpose, challenge, subject, number and code, base64url, 22 characters; checked once more when the gate
   * has opened.
   */
  readonly mac: string;
  /** Two letters, shown in the message and on the page. */
  readonly reference: string;
  /** How long the code lives; the store never lets it outlive the sign-in. */
  readonly expiresInSeconds: number;
  /** What its send is charged to: all of these, or none (R24, R25). */
  readonly quotas: readonly SendQuota[];
  /** Of a number that is being registered: which it is, of how many different ones (R41). */
  readonly tried?: TriedNumber | undefined;
}

/** A number that a subject tries to register. */
export interface TriedNumber {
  /** Tells numbers apart: letters, digits, `-` and `_`, of no use to anybody else. */
  readonly name: string;
  /** Different numbers that a subject may try … */
  readonly most: number;
  /** … in so many seconds, from the first one. */
  readonly seconds: number;
}

/** The live code of a sign-in, to be sent once more as it is. */
export interface RepeatedCode {
  readonly reference: string;
  /** Which send of the sign-in it was, from 1: when there was another one since, this one is out of date. */
  readonly send: number;
  /** What its send is charged to: all of these, or none (R24, R25). */
  readonly quotas: readonly SendQuota[];
  /** Why a message may not have arrived that is yet worth another. */
  readonly curable: readonly SendFailure[];
}

/** An answer to a sign-in. */
export interface Answer {
  /** Its gate MAC under each current secret, newest first. */
  readonly gates: readonly string[];
  /**
   * The gates of what would be right, where no code was sent: any of them is, and what has been sent is not looked at. Not
   * empty. @defaultValue the codes that were sent
   */
  readonly expected?: readonly string[] | undefined;
}

/** The limits of sending. */
export interface SendLimits {
  /** Seconds to wait after the first, second … send of a sign-in; the last one repeats. */
  readonly resendWaitsSeconds: readonly number[];
  /** Sends of one sign-in, the first included. */
  readonly maxSends: number;
}

/** The limits of guessing. */
export interface TryLimits {
  /** Wrong answers to one sign-in before it is destroyed. */
  readonly maxTries: number;
  /** Wrong answers of one subject, over all sign-ins, in the window, before the second step locks. */
  readonly maxFailures: number;
  /** Length of that window, from the first failure; success does not clear it. */
  readonly failureWindowSeconds: number;
  /** The failure of the window from which on each one has the subject wait (R12). */
  readonly waitsFrom: number;
  /** How long, after that failure and the ones that follow it; the last one repeats. */
  readonly waitsSeconds: readonly number[];
}

/** The live code of a sign-in. */
export interface LiveCode {
  readonly reference: string;
  readonly mac: string;
  /** Milliseconds since 1970, by the store's clock; a store may keep no more of it than the second. */
  readonly sentAt: number;
  readonly expiresInSeconds: number;
  readonly delivery: Delivery;
  /** Why it was not delivered, where that is known. */
  readonly failure: SendFailure | null;
}

/** A pending sign-in as it stands after an operation. */
export interface PendingSignIn extends Omit<NewSignIn, 'expiresInSeconds'> {
  readonly expiresInSeconds: number;
  /** Codes sent so far. */
  readonly sends: number;
  /** Wrong answers so far, over all its codes. */
  readonly tries: number;
  /** Seconds until another code may be sent, by the wait or by the quota that refused the last one; 0 when it may be now. */
  readonly resendInSeconds: number;
  /** Where the last code went; `null` when none was sent. */
  readonly target: CodeTarget | null;
  /** Seconds until the subject's answers are judged again, after too many wrong ones; 0 when they are now. */
  readonly answerInSeconds: number;
  /** `null` when no code was sent or the last one has expired. */
  readonly code: LiveCode | null;
}
