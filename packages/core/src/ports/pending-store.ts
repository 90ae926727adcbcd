import type { Delivery } from '../purpose.js';
import type { Conversion, ConversionAlarm, ConversionLimits } from './conversion.js';
import type { KeptKey } from './kept-text.js';
import type {
  Answer,
  CodeTarget,
  NewCode,
  NewSignIn,
  PendingSignIn,
  RepeatedCode,
  SendLimits,
  SignInKey,
  TryLimits,
} from './pending-sign-in.js';
import type { SendFailure } from './send-failure.js';
import type { FullQuota, SendCounts, SendQuota } from './send-quota.js';
import type { DeviceKey, DeviceOutcome, DeviceRoom, DeviceUse, NewDevice, TrustedDevice } from './trusted-device.js';

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
   * Checks an answer: lock, charge, compare, consume (R08, R09). One that is right of its own accord, as of an authenticator
   * app, is judged by what is expected, in the same step.
   */
  verify(key: SignInKey, answer: Answer, limits: TryLimits): Promise<VerifyOutcome>;

  /** Has a sign-in answered by something else than a sent code: the live one is dead. Sends and tries stay. */
  aim(key: SignInKey, target: CodeTarget): Promise<ReadOutcome>;

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
   * Counts wrong answers of all subjects together (R78), in a window that runs from the first one.
   * @returns how many the window has now.
   */
  countFailures(more: number, windowSeconds: number): Promise<number>;

  /**
   * Deletes the sign-in and its code; what is gone already is no error. Counters stay (R48).
   * @returns whether there was one: of two who close it at once, true for one.
   */
  close(key: SignInKey): Promise<boolean>;

  /**
   * Forgets the failures of a subject, and so what they keep it from. For an administrator, who answers for it (R15).
   * @param ledger - those counted under this name of the subject's. @defaultValue its own
   */
  clearFailures(subjectTag: string, ledger?: string): Promise<void>;

  /** Resolves when the store can be used now. */
  ping(): Promise<void>;

  /**
   * Keeps a text to be used once, in the place of whatever the key had.
   * @param text - sealed, or of no use to who reads it: never in clear what a person has typed.
   */
  keep(key: KeptKey, text: string, expiresInSeconds: number): Promise<void>;

  /** Takes what was kept: of all who ask, one is given it; the others, and who comes too late, get `null` (R69). */
  take(key: KeptKey): Promise<string | null>;

  /** For a store that can be set up wrongly: how it is. Waits for its first connection, so no start should wait for it. */
  checkSettings?(): Promise<StoreSettings>;

  /**
   * Takes back one failure that {@link PendingStore.verify} has charged, of an answer that was found right only after it (R09).
   * The window stays as long as it was, and so does a wait; without a failure nothing happens.
   */
  giveBack(key: SignInKey): Promise<void>;

  /**
   * Trusts a device, if there is room for another one (R53).
   * @returns whether it is trusted.
   */
  grantDevice(key: DeviceKey, device: NewDevice, room: DeviceRoom): Promise<boolean>;

  /**
   * Looks at a value that a browser presents and puts the next one in its place. A twin of the last use, and a subject that is
   * locked, change nothing; in any other case the device is ended (R12, R52).
   */
  useDevice(key: DeviceKey, use: DeviceUse): Promise<DeviceOutcome>;

  /** The devices that a subject has, oldest first, whatever they stand on. Changes nothing. */
  devices(subjectTag: string): Promise<readonly TrustedDevice[]>;

  /** Ends the trust in a device. @returns whether there was one. */
  revokeDevice(key: DeviceKey): Promise<boolean>;

  /** Ends the trust in all devices of a subject. @returns those that there were. */
  revokeDevices(subjectTag: string): Promise<readonly TrustedDevice[]>;
}

/**
 * `evicts`: when its memory is full it may forget failures; `unreplicated`: it has replicas, and goes on without them, so that when one
 * takes over what was written last is forgotten; `refused`: it does not tell, as is usual when it is managed.
 */
export type StoreSettings = 'ok' | 'evicts' | 'unreplicated' | 'refused';

/** The store did not answer, or answered with an error: the outcome is unknown, so deny. Carries no argument or key. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';

  /** @param reason - a short word for logs, as `timeout` or `READONLY`; never a provider's text. */
  constructor(readonly reason: string) {
    super(`The store is unavailable (${reason})`);
  }
}
