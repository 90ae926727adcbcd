/** Something the console needs in order to work. */
export interface ReadinessCheck {
  /** Its name in the answer of `/readyz`. */
  readonly name: string;
  /** Resolves when all is well. */
  check(): Promise<void>;
}

/** The token of the list of {@link ReadinessCheck}s. */
export const READINESS_CHECKS = Symbol('ReadinessChecks');
