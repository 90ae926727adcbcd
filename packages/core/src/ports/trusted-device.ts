/** Names one trusted device of a subject. */
export interface DeviceKey {
  /** Keyed hash of the subject's id, base64url, 16 characters. */
  readonly subjectTag: string;
  /** 16 characters, base64url. */
  readonly id: string;
}

/** A browser that is to be trusted. */
export interface NewDevice {
  /** SHA-256 of the value that the browser holds, hexadecimal. */
  readonly hash: string;
  /**
   * What the trust stands on (R52, R53): epoch, method and credential, as core writes it; opaque to stores. Letters, digits and
   * `.`, `-`, `_`.
   */
  readonly terms: string;
  /** What a person knows it by, as `Firefox on Windows`. */
  readonly name: string;
  /** How long it is trusted, absolutely. Nothing lengthens it (R51). */
  readonly expiresInSeconds: number;
}

/** What counts when a device is granted. */
export interface DeviceRoom {
  /** Devices that a subject may have (R53). */
  readonly most: number;
  /** The terms that hold now: devices that stand on others are gone, and take no room. */
  readonly terms: readonly string[];
  /** Devices of the same browser, which the new one takes the place of. */
  readonly replaces: readonly string[];
}

/** A use of a device. */
export interface DeviceUse {
  /** SHA-256 of the value that was presented. */
  readonly hash: string;
  /** That of the value which takes its place. */
  readonly next: string;
  /** The terms that hold now. */
  readonly terms: readonly string[];
  /** For how long, after a use, the value before is taken for a twin of that use: a log-in that was clicked twice. */
  readonly twinSeconds: number;
  /** Failures in the subject's window that lock its second step (R12): then no device stands in for it. */
  readonly maxFailures: number;
}

/** A trusted device as it stands. */
export interface TrustedDevice {
  readonly id: string;
  readonly name: string;
  readonly terms: string;
  /** Milliseconds since 1970, by the store's clock. */
  readonly firstUsedAt: number;
  /** The same. */
  readonly lastUsedAt: number;
  readonly expiresInSeconds: number;
}

/** Outcome of {@link PendingStore.useDevice}. */
export type DeviceOutcome =
  /** The value was the current one, which is another one now: this outcome exists once for each. */
  | { readonly status: 'used'; readonly device: TrustedDevice }
  /** The value was the current one until a moment ago: nothing has changed, and nobody is let in by it. */
  | { readonly status: 'twin'; readonly device: TrustedDevice }
  /** The value is the current one, but the subject's second step is locked: nothing has changed, and nobody is let in by it. */
  | { readonly status: 'locked'; readonly device: TrustedDevice }
  /** The value was not the current one: somebody has a copy. The device is gone (R52). */
  | { readonly status: 'stolen'; readonly device: TrustedDevice }
  /** What it stands on has changed. The device is gone (R53). */
  | { readonly status: 'outdated'; readonly device: TrustedDevice }
  /** The subject has no such device: never had, expired, revoked, somebody else's, all alike. */
  | { readonly status: 'unknown' };
