import type { Method } from '../purpose.js';

/** Wrong answers in a row that disable a factor until it is bound again: 100 (R14; NIST SP 800-63B-4 §3.2.2). */
export const MAX_CONSECUTIVE_FAILURES = 100;

/** How long an older notice, or the same, ends no more sessions of its subject: an hour. */
export const CONTEST_PAUSE_SECONDS = 3_600;

/** A confirmed phone as it is kept: the number only sealed, its keyed index, and its last digits. */
export interface PhoneFactor {
  readonly id: string;
  readonly subject: string;
  /** The E.164 number under AES-256-GCM, with key id, bound to the subject; made and opened by core. */
  readonly sealedPhone: string;
  /** Keyed hash of the E.164 number, for look-up and comparison. */
  readonly phoneIndex: string;
  readonly lastDigits: string;
  readonly confirmedAt: Date;
  /** Wrong answers in a row; only a success of this factor resets it (R15). */
  readonly consecutiveFailures: number;
  /** Since when too many of them have disabled it (R14); `null` while it can be used. */
  readonly disabledAt: Date | null;
}

/** What a new phone factor is made of. */
export type NewPhone = Pick<PhoneFactor, 'sealedPhone' | 'phoneIndex' | 'lastDigits'>;

/** That a subject's password must be taken for known to somebody else (R13). */
export interface Suspicion {
  /** Keyed hash of the credential version that it is about; `null` where the host tells none. */
  readonly credential: string | null;
  /** Seconds until the subject's 30 days have room for a failure again, by the store's own clock; 0 when they have. */
  readonly roomInSeconds: number;
}

/** The second step that a subject has. */
export interface Adoption {
  /** That the subject has confirmed and can use; never empty. */
  readonly methods: readonly Method[];
  /** When the oldest of their factors was confirmed. */
  readonly since: Date;
}

/** What a guard asks about a subject, on every request (through a cache of at most 5 s). */
export interface Posture {
  /** Counts up with every change to the subject's factors, and with a suspicion; 0 for a subject never seen. */
  readonly epoch: number;
  /** The methods that the subject has confirmed and can use. */
  readonly methods: readonly Method[];
  /** True when the subject has a factor that is disabled (R14). It counts as enrolled, even when `methods` is empty. */
  readonly disabled?: boolean | undefined;
  /** The suspicion that holds. One about no credential ends by itself when the 30 days have room again. */
  readonly suspected?: Suspicion | undefined;
}

/** What {@link FactorStore.recordFailure} goes by. */
export interface FailureRule {
  /** Failures in 30 days that bring the subject's password under suspicion (R13). */
  readonly maxInThirtyDays: number;
  /** Keyed hash of the credential version under which the answer was given; `null` where the host tells none. */
  readonly credential: string | null;
}

/** What a wrong answer came to. */
export interface RecordedFailure {
  /** The subject's failures of the last 30 days, this one among them. */
  readonly inThirtyDays: number;
  /** The suspicion that holds after it. */
  readonly suspected?: Suspicion | undefined;
  /** True for the one answer that brought the suspicion about: of several at once, in whatever process, for one. */
  readonly suspectedNow: boolean;
  /** True for the one answer that disabled the factor. */
  readonly disabledNow: boolean;
}

/** Outcome of {@link FactorStore.enrolPhone}. */
export type EnrolOutcome =
  | { readonly status: 'enrolled'; readonly factor: PhoneFactor; readonly epoch: number }
  /** The subject has a confirmed factor by now; nothing was written (R33). */
  | { readonly status: 'already_enrolled' }
  /** The number serves as many accounts as it may; nothing was written (R41). */
  | { readonly status: 'number_taken' };

/** How many accounts a number may serve. */
export interface Sharing {
  /** The number's index under each secret. */
  readonly indexes: readonly string[];
  readonly most: number;
}

/**
 * Everything that must outlive the pending store. Kept in the host's database. Methods throw {@link StoreUnavailable}
 * when the database does not answer, and nothing else.
 */
export interface FactorStore {
  /** True for a store of development or tests: the start is refused with `NODE_ENV=production` (R87). */
  readonly developmentOnly?: boolean;

  posture(subject: string): Promise<Posture>;

  /** The methods confirmed by each of these subjects; one query. Subjects with none are absent. */
  enrolledMethods(subjects: readonly string[]): Promise<ReadonlyMap<string, readonly Method[]>>;

  /** The subject's confirmed phones, oldest first; disabled ones too, which say so. */
  phones(subject: string): Promise<readonly PhoneFactor[]>;

  /**
   * Binds the subject's first phone and counts the epoch up, in one transaction that checks again that there is no
   * confirmed factor yet, disabled or not: of two parallel first enrolments one is `enrolled` (R33).
   * @param sharing - is looked at in the same transaction, however many enrol the number at once. @defaultValue no limit
   */
  enrolPhone(subject: string, phone: NewPhone, sharing?: Sharing): Promise<EnrolOutcome>;

  /** How many subjects have a phone of one of these indexes, disabled or not. */
  sharers(indexes: readonly string[]): Promise<number>;

  /**
   * Counts a wrong answer, durably and in one step: in a row for the factor, if it is the subject's own, and in the subject's
   * 30 days. From {@link FailureRule.maxInThirtyDays} on, a subject under no suspicion comes under one, and its epoch counts
   * up (R13). At {@link MAX_CONSECUTIVE_FAILURES} in a row the factor is disabled (R14).
   */
  recordFailure(subject: string, factorId: string | null, rule: FailureRule): Promise<RecordedFailure>;

  /** A right answer: resets the count in a row of a factor that is not disabled, and nothing else (R15). */
  recordSuccess(factorId: string): Promise<void>;

  /**
   * Ends a suspicion, and has the subject's 30 days begin again; without a suspicion, nothing.
   * @param about - only one about this credential: another may have come since it was read. Any, when absent.
   * @returns whether there was one to end.
   */
  clearSuspicion(subject: string, about?: Pick<Suspicion, 'credential'>): Promise<boolean>;

  /**
   * Removes every factor of the subject, disabled ones too, and counts the epoch up, in one transaction. Failures and a
   * suspicion stay.
   */
  removeFactors(subject: string): Promise<void>;

  /**
   * Ends a subject's sessions and pending sign-ins because its owner contests a notice: counts the epoch up, in one step. Not
   * twice within {@link CONTEST_PAUSE_SECONDS}, unless for a notice that is newer than the one before: whoever has got hold of
   * a link must not throw its owner out for ever.
   * @param noticeAt - when that happened which the notice is about.
   * @returns whether it has.
   */
  endSessions(subject: string, noticeAt: Date): Promise<boolean>;

  /** The durable counts of a subject. */
  failures(subject: string): Promise<{ readonly inThirtyDays: number }>;

  /** Resolves when the database can be used now. */
  ping(): Promise<void>;

  /** What each of these subjects can use, and since when; one query. Subjects with none are absent. */
  adoption(subjects: readonly string[]): Promise<ReadonlyMap<string, Adoption>>;
}
