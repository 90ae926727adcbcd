import type { Method } from '../purpose.js';
import type { Advance, EnrolOutcome, EnrolTerms, Factor, NewFactor, RemoveOutcome, Reseal } from './factor.js';

/** Wrong answers in a row that disable a factor until it is bound again: 100 (R14; NIST SP 800-63B-4 §3.2.2). */
export const MAX_CONSECUTIVE_FAILURES = 100;

/** How long an older notice, or the same, ends no more sessions of its subject: an hour. */
export const CONTEST_PAUSE_SECONDS = 3_600;

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

/** Who resets another's factors. */
export interface Resetter {
  readonly subject: string;
  /** What the epoch was when they proved that it is them. */
  readonly epoch: number;
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
  /** The factors that this one answer has disabled. */
  readonly disabledNow: readonly string[];
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

  /** The subject's confirmed factors, oldest first; disabled ones too, which say so. */
  factors(subject: string): Promise<readonly Factor[]>;

  /**
   * Binds a factor and counts the epoch up, in one transaction that looks at its terms again: of two parallel first
   * enrolments one is `enrolled` (R33).
   */
  enrol(subject: string, factor: NewFactor, terms: EnrolTerms): Promise<EnrolOutcome>;

  /** How many subjects have a factor of one of these lookups, disabled or not. */
  sharers(lookups: readonly string[]): Promise<number>;

  /**
   * Counts a wrong answer, durably and in one step: in a row for each factor that it could have been an answer of, if it is
   * the subject's own, and once in the subject's 30 days. From {@link FailureRule.maxInThirtyDays} on, a subject under no suspicion comes under one, and its epoch counts
   * up (R13). At {@link MAX_CONSECUTIVE_FAILURES} in a row a factor is disabled (R14).
   */
  recordFailure(subject: string, factorIds: readonly string[], rule: FailureRule): Promise<RecordedFailure>;

  /**
   * A right answer: resets the count in a row of a factor that is not disabled, and nothing else of its counts (R15).
   * @param advance - moves the factor on in the same step.
   * @returns false, and nothing was done, when the factor is gone or disabled, or its counter is not what it must be.
   */
  recordSuccess(factorId: string, advance?: Advance): Promise<boolean>;

  /**
   * Ends a suspicion, and has the subject's 30 days begin again; without a suspicion, nothing.
   * @param about - only one about this credential: another may have come since it was read. Any, when absent.
   * @returns whether there was one to end.
   */
  clearSuspicion(subject: string, about?: Pick<Suspicion, 'credential'>): Promise<boolean>;

  /**
   * Removes one factor of the subject, disabled or not, and counts the epoch up, in one transaction. With the last second step
   * all codes that stand in for it go too.
   * @param keepLast - refuses to remove the last second step that can be used (R37).
   */
  removeFactor(subject: string, factorId: string, keepLast: boolean): Promise<RemoveOutcome>;

  /**
   * Names a factor of the subject's, or prefers it to the others. The epoch stays.
   * @returns whether it is the subject's.
   */
  describeFactor(
    subject: string,
    factorId: string,
    change: { readonly name?: string | null; readonly preferred?: boolean },
  ): Promise<boolean>;

  /**
   * Removes every factor of the subject, disabled ones too, and counts the epoch up, in one transaction. Failures and a
   * suspicion stay.
   * @param by - who resets it: in the same transaction their epoch must still be this, and one of their factors a second step
   *   that can be used. So of any number who reset each other at once one stays that can get in. @defaultValue not looked at
   * @returns false, and nothing was done, when it is not.
   */
  removeFactors(subject: string, by?: Resetter): Promise<boolean>;

  /**
   * Ends a subject's sessions and pending sign-ins because its owner contests a notice: counts the epoch up, in one step. Not
   * twice within {@link CONTEST_PAUSE_SECONDS}, unless for a notice that is newer than the one before: whoever has got hold of
   * a link must not throw its owner out for ever.
   * @param noticeAt - when that happened which the notice is about.
   * @returns whether it has.
   */
  endSessions(subject: string, noticeAt: Date): Promise<boolean>;

  /**
   * Some factors of all subjects, whatever their kind, disabled ones too, in an order that stays: for whoever goes through all of
   * them, of which there may be millions. One that comes meanwhile may be passed over.
   * @param after - the id of the last one before; `null` to begin with.
   * @returns `limit` of them at most; none when there are no more.
   */
  page(after: string | null, limit: number): Promise<readonly Factor[]>;

  /**
   * Seals factors anew, those that are sealed as they must still be, and leaves the others; nothing else of them changes, and no
   * epoch (R62). One that is being changed at this moment may be left too.
   * @returns the ids of those that were sealed anew.
   */
  reseal(changes: readonly Reseal[]): Promise<readonly string[]>;

  /** The durable counts of a subject. */
  failures(subject: string): Promise<{ readonly inThirtyDays: number }>;

  /** Resolves when the database can be used now. */
  ping(): Promise<void>;

  /** What each of these subjects can use, and since when; one query. Subjects with none are absent. */
  adoption(subjects: readonly string[]): Promise<ReadonlyMap<string, Adoption>>;
}
