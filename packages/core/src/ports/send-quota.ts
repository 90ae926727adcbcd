/** Whose a quota of sends is; `numbers`: of a subject that has tried too many different ones; `block`: of neighbouring numbers that nobody has verified, full only while they are paused. */
export type QuotaKind = 'subject' | 'numbers' | 'number' | 'enrolment' | 'block' | 'address' | 'dial_code' | 'total';

/** So many sends in so long a time, counted from the first one; nothing but its end clears the count. */
export interface SendWindow {
  /** Tells the windows of one quota apart, as `h` or `d`. */
  readonly name: string;
  readonly seconds: number;
  /** How many are allowed. */
  readonly limit: number;
}

/** A quota of sends. */
export interface SendQuota {
  readonly kind: QuotaKind;
  /**
   * What its counters are kept under: the subject's own tag, or that of a number, an address, a dial code or the whole
   * installation. No number and no address in clear.
   */
  readonly owner: string;
  readonly windows: readonly SendWindow[];
}

/** The sends in every window of every quota after a charge, in their order. */
export type SendCounts = readonly (readonly number[])[];

/** A quota without room for a send; of several the one with the longest wait. */
export interface FullQuota {
  readonly quota: QuotaKind;
  readonly retryAfterSeconds: number;
}
