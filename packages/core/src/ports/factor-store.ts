import type { Method } from '../purpose.js';

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
}

/** What a new phone factor is made of. */
export type NewPhone = Pick<PhoneFactor, 'sealedPhone' | 'phoneIndex' | 'lastDigits'>;

/** What a guard asks about a subject, on every request (through a cache of at most 5 s). */
export interface Posture {
  /** Counts up with every change to the subject's factors; 0 for a subject never seen. */
  readonly epoch: number;
  /** The methods that the subject has confirmed. */
  readonly methods: readonly Method[];
}

/** Outcome of {@link FactorStore.enrolPhone}. */
export type EnrolOutcome =
  | { readonly status: 'enrolled'; readonly factor: PhoneFactor; readonly epoch: number }
  /** The subject has a confirmed factor by now; nothing was written (R33). */
  | { readonly status: 'already_enrolled' };

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

  /** The subject's confirmed phones, oldest first. */
  phones(subject: string): Promise<readonly PhoneFactor[]>;

  /**
   * Binds the subject's first phone and counts the epoch up, in one transaction that checks again that there is no
   * confirmed factor yet: of two parallel first enrolments one is `enrolled` (R33).
   */
  enrolPhone(subject: string, phone: NewPhone): Promise<EnrolOutcome>;

  /** Counts a wrong answer, durably: in a row for the factor (R14), and in the subject's 30 days (R13). */
  recordFailure(subject: string, factorId: string | null): Promise<void>;

  /** A right answer: resets the factor's count in a row, and nothing else (R15). */
  recordSuccess(factorId: string): Promise<void>;

  /** The durable counts of a subject. */
  failures(subject: string): Promise<{ readonly inThirtyDays: number }>;

  /** Resolves when the database can be used now. */
  ping(): Promise<void>;
}
