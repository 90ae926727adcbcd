/** How long everything is measured. */
export interface Plan {
  readonly name: 'full' | 'quick';
  /** Rounds of complete steps; in each, every system has its turn at every number of clients. */
  readonly rounds: number;
  /** Length of one turn. */
  readonly seconds: number;
  /** Steps of a system in its process, and again over HTTP, before anything counts, so that its code is compiled. */
  readonly warmUpSteps: number;
  /** No longer than that in either place, however slow it is. */
  readonly warmUpSeconds: number;
  /** Turns of the guarded route and the bare one, and how many requests of each client a turn has. */
  readonly guardTurns: number;
  readonly guardRequests: number;
  /** How many codes are pending when Redis is weighed. */
  readonly pending: readonly number[];
}

/** About ten minutes. */
export const FULL: Plan = {
  name: 'full',
  rounds: 12,
  seconds: 1.2,
  warmUpSteps: 4_000,
  warmUpSeconds: 40,
  guardTurns: 4_000,
  guardRequests: 1,
  pending: [10_000, 1_000_000],
};

/** About a minute: enough to see that everything works, and what is far off. */
export const QUICK: Plan = {
  name: 'quick',
  rounds: 3,
  seconds: 0.4,
  warmUpSteps: 300,
  warmUpSeconds: 3,
  guardTurns: 400,
  guardRequests: 1,
  pending: [10_000],
};
