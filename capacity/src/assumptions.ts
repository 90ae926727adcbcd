/** What the growth to many subjects stands on. Change them here to what your installation does, and run again. */
export const ASSUMED = {
  /** The share of one core of a shard, or of the app, that may be used at the busiest second. */
  headRoom: 0.6,
  /** Subjects that log in on a day. */
  dailyShare: 0.2,
  /** Of a day's log-ins, those of its busiest hour. */
  busiestHour: 0.2,
  /** The busiest second over the average of that hour. */
  burst: 1.5,
  /** Of all codes, those to the one dial code that gets most. */
  oneDialCode: 1,
  /** How long a code lives, seconds: a sign-in counts as pending that long, as if nobody answered sooner. */
  codeSeconds: 300,
  /** Memory of one shard that may be used, bytes. */
  shardBytes: 8 * 2 ** 30,
  mix: { resends: 0.1, wrongAnswers: 0.1, stepUps: 0.2 },
} as const;

/** The sizes of the growth. */
export const SUBJECTS = [10_000, 1_000_000, 10_000_000, 100_000_000] as const;
