/** How much is measured. */
export interface Scale {
  /** People who do every act, in each round. */
  readonly people: number;
  /** Rounds, of which the one in the middle counts; one more comes before them, for the compiler. */
  readonly rounds: number;
  /** Calls of each hot slot. */
  readonly hotCalls: number;
  /** Pending sign-ins from which the prediction comes. */
  readonly few: number;
  /** Masters of each Cluster, and the pending sign-ins that it is filled with. */
  readonly sizes: readonly { readonly masters: number; readonly pending: number }[];
  /** Subjects whose rows are weighed. */
  readonly rows: number;
}

/** Some seven minutes. */
export const FULL: Scale = {
  ...{ people: 300, rounds: 9, hotCalls: 5_000, few: 2_000, rows: 300 },
  sizes: [
    { masters: 1, pending: 10_000 },
    { masters: 3, pending: 100_000 },
    { masters: 6, pending: 300_000 },
  ],
};

/** Under a minute. */
export const QUICK: Scale = {
  ...{ people: 200, rounds: 1, hotCalls: 1_000, few: 1_000, rows: 100 },
  sizes: [
    { masters: 1, pending: 2_000 },
    { masters: 3, pending: 6_000 },
    { masters: 6, pending: 12_000 },
  ],
};
