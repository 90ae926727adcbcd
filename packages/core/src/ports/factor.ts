import type { Method } from '../purpose.js';

/**
 * What a subject can hold. Recovery codes are one factor, of which each code is good once. A `bypass` is the one code that an
 * administrator has issued: its owner neither sees nor manages it.
 */
export type FactorKind = 'phone' | 'totp' | 'passkey' | 'recovery' | 'bypass';

/**
 * The method that each kind of factor stands for among the methods of a posture. A phone has one for each channel, a bypass
 * code none: nobody has a second step by it.
 */
export const METHOD_OF_KIND: Readonly<Record<Exclude<FactorKind, 'bypass'>, Method>> = {
  phone: 'sms',
  totp: 'totp',
  passkey: 'passkey',
  recovery: 'recovery',
};

/** Whether a factor of this kind is a second step: codes that only stand in for a lost one are none (R60). */
export function isSecondStep(kind: FactorKind): boolean {
  return kind !== 'recovery' && kind !== 'bypass';
}

/** A confirmed factor as it is kept. What it is made of is sealed: a store never sees a number, secret or code. */
export interface Factor {
  readonly id: string;
  readonly subject: string;
  readonly kind: FactorKind;
  /**
   * Under AES-256-GCM, with key id, bound to subject and kind; made and opened by core (R62, R77): the E.164 number, the TOTP
   * secret, the public key of a passkey, or the hashes of recovery and bypass codes.
   */
  readonly sealed: string;
  /** Keyed hash by which it is looked up and compared: of the number, or of a passkey's id. `null` for the other kinds. */
  readonly lookup: string | null;
  /** A phone's last digits; `null` for the other kinds. */
  readonly lastDigits: string | null;
  /** What its owner calls it; `null` where it was given no name. */
  readonly name: string | null;
  /** Whether it is the one that its owner would rather be asked for. At most one of a subject's is. */
  readonly preferred: boolean;
  /** Goes up with its proofs: the last accepted step of TOTP (R63), a passkey's signatures, codes used. */
  readonly counter: number;
  readonly confirmedAt: Date;
  /** Wrong answers in a row; only a success of this factor resets it (R15). */
  readonly consecutiveFailures: number;
  /** Since when too many of them have disabled it (R14); `null` while it can be used. */
  readonly disabledAt: Date | null;
}

/** What a new factor is made of. */
export type NewFactor = Pick<Factor, 'kind' | 'sealed' | 'lookup' | 'lastDigits' | 'name' | 'counter'>;

/** What {@link FactorStore.enrol} goes by. */
export interface EnrolTerms {
  /** Refuses when the subject has any factor, disabled or not (R33). */
  readonly first: boolean;
  /** Refuses when the subject's epoch is another by then (R36). @defaultValue any */
  readonly epoch?: number | undefined;
  /** The subject's factors that go in the same step: their ids, or all of them. @defaultValue none */
  readonly replaces?: readonly string[] | 'all' | undefined;
  /** What is bound with it in the same step, as the recovery codes that come with it: nothing looks at these (R60). @defaultValue none */
  readonly beside?: readonly NewFactor[] | undefined;
  /** Is looked at in the same transaction, however many enrol the number at once (R41). @defaultValue no limit */
  readonly sharing?: Sharing | undefined;
}

/** How many accounts a number may serve. */
export interface Sharing {
  /** The number's lookup under each secret. */
  readonly lookups: readonly string[];
  readonly most: number;
}

/** Factors that a subject may hold at once, those not counted that are no second step. */
export const MAX_FACTORS = 10;

/** Outcome of {@link FactorStore.enrol}. Only `enrolled` has written anything. */
export type EnrolOutcome =
  | { readonly status: 'enrolled'; readonly factor: Factor; readonly epoch: number }
  /** The subject has a confirmed factor by now (R33), or this very passkey. */
  | { readonly status: 'already_enrolled' }
  /** Another epoch by now, or a factor to be replaced is gone. */
  | { readonly status: 'changed' }
  /** The number serves as many accounts as it may (R41). */
  | { readonly status: 'number_taken' }
  /** The subject holds {@link MAX_FACTORS}. */
  | { readonly status: 'too_many' };

/** Outcome of {@link FactorStore.removeFactor}. Only `removed` has changed anything. */
export type RemoveOutcome =
  | { readonly status: 'removed'; readonly factor: Factor; readonly epoch: number }
  /** No factor of this subject's. */
  | { readonly status: 'unknown' }
  /** It is the last one that can be used, and one must stay (R37). */
  | { readonly status: 'last' };

/** How a right answer moves a factor on. */
export interface Advance {
  /** What its counter must still be: of two who use the same, one does (R57, R63). */
  readonly from: number;
  readonly to: number;
  /** What it is made of from then on. @defaultValue as before */
  readonly sealed?: string | undefined;
  /** By what it is looked up from then on. @defaultValue as before */
  readonly lookup?: string | undefined;
}

/** A factor that is what it was, sealed under another secret. */
export interface Reseal {
  readonly id: string;
  /** What its `sealed` must still be: whatever changes it meanwhile is not lost. */
  readonly from: string;
  readonly sealed: string;
  readonly lookup: string | null;
}
