/**
 * One sentence that an implementation of a port must make true. It needs no test runner: give `name` and `run` to yours,
 * with a fresh harness or a shared one. `run` rejects with an `AssertionError` where the sentence does not hold.
 */
export interface ContractCase<Harness> {
  readonly name: string;
  run(harness: Harness): Promise<void>;
}
