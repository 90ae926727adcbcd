/** What a failure tells the operator, and nobody else. */
export interface ForOperator {
  /** True when someone has to look: it will not mend itself. @defaultValue false */
  readonly alert?: boolean;
  /** The provider's number for what went wrong. Never its text. */
  readonly providerCode?: number;
}
