import type { Amr } from '../amr.js';
import type { Channel, Delivery, Purpose } from '../purpose.js';
import type { Conversion, ConversionAlarm, ConversionLimits } from './conversion.js';
import type { SendFailure } from './send-failure.js';
import type { FullQuota, SendCounts, SendQuota } from './send-quota.js';

/** Names one pending sign-in. All keys of a subject share the tag, so that one atomic step sees them all. */
export interface SignInKey {
  /** Keyed hash of the subject's id, base64url, 16 characters. */
  readonly subjectTag: string;
  /** SHA-256 of the browser's token, hexadecimal. */
  readonly id: string;
}

/** Where codes of a sign-in go, and how. No full number in clear, ever (R06). */
export interface CodeTarget {
  readonly channel: Channel;
  /** The confirmed factor, or `null` while a number is being enrolled. */
  readonly factorId: string | null;
  /** Keyed hash of the E.164 number. */
  readonly destination: string;
  /** The number's last two digits. */
  readonly lastDigits: string;
  /** The number being enrolled, sealed for this sign-in; `null` for a confirmed factor. */
  readonly sealedPhone: string | null;
}

/** What is written when the first factor was right and the second step opens. */
export interface NewSignIn {
  readonly subject: string;
  readonly purpose: Purpose;
  /** The subject's security epoch at this moment; another one at completion refuses (R46). */
  readonly epoch: number;
  /** Keyed hash of the host's credential version (say, of the password), or `null`; compared at completion (R46). */
  readonly credential: string | null;
  /** How the first factor was proved. */
  readonly amr: readonly Amr[];
  /** A same-origin path to open afterwards, or `null`. */
  readonly returnTo: string | null;
  /** How long it lives, absolutely. Nothing lengthens it. */
  readonly expiresInSeconds: number;
}

/** A code about to be sent. The code itself never reaches the store (R02). */
export interface NewCode {
  readonly target: CodeTarget;
  /** What an answer is compared with, inside the atomic step: HMAC-SHA-256 over challenge and code. */
  readonly gate: string;
  /** HMAC-SHA-256 over purpose, challenge, subject, destination and code; checked once more when the gate has opened. */
  readonly mac: string;
  /** Two letters, shown in the message and on the page. */
  readonly reference: string;
  /** How long the code lives; the store never lets it outlive the sign-in. */
  readonly expiresInSeconds: number;
  /** What its send is charged to: all of these, or none (R24, R25). */
  readonly quotas: readonly SendQuota[];
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
  /** Milliseconds since 1970, by the store's clock. */
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

/** No live pending sign-in under this key: unknown, expired, used, spent, cancelled, all alike (R20). */
export interface Gone {
  readonly status: 'gone';
}

/** The subject's second step is locked; nothing was evaluated, charged or sent. */
export interface Locked {
  readonly status: 'locked';
  readonly retryAfterSeconds: number;
}

/**
 * The subject must wait after a wrong answer; nothing was evaluated, charged or sent. Answers are refused, and of codes only
 * those that the wait would outlast.
 */
export interface Waiting {
  readonly status: 'waiting';
  readonly retryAfterSeconds: number;
}

/** Outcome of {@link PendingStore.open}. */
export type OpenOutcome =
  | { readonly status: 'opened'; readonly signIn: PendingSignIn; readonly counts: SendCounts }
  /** It is open, without the code: a quota had no room for it, and nothing is charged. */
  | ({ readonly status: 'full'; readonly signIn: PendingSignIn } & FullQuota)
  | Locked
  | Waiting;

/** Outcome of {@link PendingStore.read}. */
export type ReadOutcome = { readonly status: 'open'; readonly signIn: PendingSignIn } | Gone;

/** Outcome of {@link PendingStore.issue}. */
export type IssueOutcome =
  | { readonly status: 'issued'; readonly signIn: PendingSignIn; readonly counts: SendCounts }
  /** A quota had no room. The live code lives on, and nothing is charged. */
  | ({ readonly status: 'full'; readonly signIn: PendingSignIn } & FullQuota)
  | { readonly status: 'too_soon' | 'too_many'; readonly retryAfterSeconds: number; readonly signIn: PendingSignIn }
  | ((Locked | Waiting) & { readonly signIn: PendingSignIn })
  | Gone;

/** Outcome of {@link PendingStore.repeat}. */
export type RepeatOutcome =
  /** Charged. `signIn` is as it stood before: what was known of the message can be put back. */
  | { readonly status: 'charged'; readonly signIn: PendingSignIn; readonly counts: SendCounts }
  /** That send is not the live code's newest, or its message has ended in a way that another one would not mend. */
  | { readonly status: 'settled' }
  | ({ readonly status: 'full' } & FullQuota)
  | { readonly status: 'too_many'; readonly retryAfterSeconds: number }
  | Locked
  | Waiting
  | Gone;

/** Outcome of {@link PendingStore.verify}. */
export type VerifyOutcome =
  /** The code was right; the sign-in and its keys are gone: this outcome exists once (R08). */
  | { readonly status: 'right'; readonly signIn: PendingSignIn }
  /** Charged. `signIn` is as it stands after the charge. */
  | { readonly status: 'wrong' | 'superseded'; readonly failures: number; readonly signIn: PendingSignIn }
  /** This wrong answer was the last one allowed: charged, and the sign-in is destroyed (R10). */
  | { readonly status: 'spent'; readonly failures: number; readonly signIn: PendingSignIn }
  /** Not evaluated, not charged. */
  | { readonly status: 'expired' | 'not_requested'; readonly signIn: PendingSignIn }
  | ((Locked | Waiting) & { readonly signIn: PendingSignIn })
  | Gone;

/**
 * Everything that expires. Each method is one atomic step and every record gets its native expiry in the step that makes
 * it (R03). A method throws {@link StoreUnavailable} when the outcome is unknown, and nothing else.
 */
export interface PendingStore {
  /** True for a store of development: the start is refused with `NODE_ENV=production` (R87). */
  readonly developmentOnly?: boolean;

  /**
   * Opens a pending sign-in and, when `code` is given, charges its send and issues it in the same step. Where a quota has no
   * room for it, the sign-in opens without.
   */
  open(key: SignInKey, signIn: NewSignIn, limits: SendLimits & TryLimits, code?: NewCode): Promise<OpenOutcome>;

  /** Reads a pending sign-in. Changes nothing. */
  read(key: SignInKey): Promise<ReadOutcome>;

  /**
   * Charges one send and, if it is allowed, replaces the live code: the old one is dead at once, tries and the sign-in's
   * expiry stay (R05, R23, R28). A quota without room leaves all as it was, but for `resendInSeconds`, which says so.
   */
  issue(key: SignInKey, code: NewCode, limits: SendLimits & TryLimits): Promise<IssueOutcome>;

  /**
   * Notes what became of the message of the code with this reference. Reports come twice and in any order: `delivered`
   * stays, and `undelivered` gives way to that alone.
   * @param send - which send of the sign-in is meant, from 1: of one that was repeated since, only `delivered` is news. The
   *   newest when absent.
   * @returns whether something new was noted: not when that code is not live.
   */
  noteDelivery(
    key: SignInKey,
    reference: string,
    delivery: Delivery,
    failure?: SendFailure | null,
    send?: number,
  ): Promise<boolean>;

  /**
   * Charges one more send of the live code, which stays as it is: its life, its tries and the wait until another one (R28).
   * Of two who ask for the same send one is told `charged`. What was known of the message before it is forgotten.
   */
  repeat(key: SignInKey, code: RepeatedCode, limits: SendLimits & TryLimits): Promise<RepeatOutcome>;

  /**
   * Checks an answer: lock, charge, compare, consume (R08, R09).
   * @param gates - the answer's gate MAC under each current secret, newest first.
   */
  verify(key: SignInKey, gates: readonly string[], limits: TryLimits): Promise<VerifyOutcome>;

  /**
   * Counts codes that were sent and that came back (R29), and says what is to be noticed of them.
   * @param pause - a quota with one window: the one that is filled up where the block is to be paused.
   */
  noteConversion(
    conversion: Conversion,
    limits: ConversionLimits,
    pause: SendQuota,
  ): Promise<readonly ConversionAlarm[]>;

  /**
   * Deletes the sign-in and its code; what is gone already is no error. Counters stay (R48).
   * @returns whether there was one: of two who close it at once, true for one.
   */
  close(key: SignInKey): Promise<boolean>;

  /** Forgets the failures of a subject, and so what they keep it from. For an administrator, who answers for it (R15). */
  clearFailures(subjectTag: string): Promise<void>;

  /** Resolves when the store can be used now. */
  ping(): Promise<void>;

  /** For a store that can be set up wrongly: how it is. Waits for its first connection, so no start should wait for it. */
  checkSettings?(): Promise<StoreSettings>;
}

/** `evicts`: when its memory is full it may forget failures; `refused`: it does not tell, as is usual when it is managed. */
export type StoreSettings = 'ok' | 'evicts' | 'refused';

/** The store did not answer, or answered with an error: the outcome is unknown, so deny. Carries no argument or key. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';

  /** @param reason - a short word for logs, as `timeout` or `READONLY`; never a provider's text. */
  constructor(readonly reason: string) {
    super(`The store is unavailable (${reason})`);
  }
}
