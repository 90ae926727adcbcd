/** What one act, or one sign-in, costs; microseconds of CPU. */
export interface Work {
  readonly appUs: number;
  readonly redisUs: number;
}

/**
 * What work costs where every command comes by itself, and every answer. A busy shard reads several commands at a wake-up, and so
 * does one that has all of a send; shards of many, or idle ones, do not, and the app reads the answers of many one by one.
 * @param wake - for one command that does nothing.
 */
export const byItself = ({ appUs, redisUs }: Work, commands: number, wake: Work): Work => ({
  appUs: appUs + commands * wake.appUs,
  redisUs: redisUs + commands * wake.redisUs,
});

/** What happens for each log-in that is answered rightly, on average. */
export interface Mix {
  /** Codes asked for again. */
  readonly resends: number;
  readonly wrongAnswers: number;
  readonly stepUps: number;
}

/** The work of everything that belongs to one log-in. */
export function workOf(
  cost: Readonly<Record<'logIn' | 'resend' | 'wrongAnswer' | 'rightAnswer' | 'stepUp', Work>>,
  mix: Mix,
): Work {
  const sum = (of: keyof Work) =>
    cost.logIn[of] +
    cost.rightAnswer[of] +
    mix.resends * cost.resend[of] +
    mix.wrongAnswers * cost.wrongAnswer[of] +
    mix.stepUps * cost.stepUp[of];
  return { appUs: sum('appUs'), redisUs: sum('redisUs') };
}

/** Codes sent for each log-in. */
export const sendsOf = ({ resends, stepUps }: Mix): number => 1 + resends + stepUps;

/** How often a second one core can do what takes this long, when this share of it may be used. */
export const perCore = (us: number, headRoom: number): number => (headRoom * 1e6) / us;

/** What the slots that cannot be divided bear for each log-in, microseconds of Redis's CPU; a part of the whole. */
export interface HotWork {
  /** The slot of the whole installation: one charge a send. */
  readonly installationUs: number;
  /** The slot of the dial code that carries most: a charge a send, and the counts of codes sent and come back. */
  readonly dialCodeUs: number;
}

/**
 * The hot work of a log-in.
 * @param chargeUs - of one charge of a shared quota.
 * @param noteUs - of counting one code that was sent, or that came back.
 * @param share - how much of all goes to the one dial code, 0 to 1.
 */
export function hotWorkOf(mix: Mix, chargeUs: number, noteUs: number, share: number): HotWork {
  const [sends, answers] = [sendsOf(mix), 1 + mix.stepUps];
  return {
    installationUs: sends * chargeUs,
    dialCodeUs: share * (sends * chargeUs + (sends + answers) * noteUs),
  };
}

/**
 * Shards for so many log-ins a second, when both hot slots are on the same one; Infinity when that one cannot bear them, however
 * many others there are.
 */
export function shardsFor(rate: number, redisUs: number, hot: HotWork, headRoom: number): number {
  const hotUs = hot.installationUs + hot.dialCodeUs;
  const spread = rate * (redisUs - hotUs);
  const room = headRoom * 1e6 - rate * hotUs;
  return room > 0 ? Math.max(1, Math.ceil(spread / room)) : Number.POSITIVE_INFINITY;
}

/** Log-ins in the busiest second, of so many subjects. */
export function peakRate(subjects: number, dailyShare: number, busiestHour: number, burst: number): number {
  return (subjects * dailyShare * busiestHour * burst) / 3_600;
}

/** Bytes of the two tables in which Redis finds keys and their expiry: pointers, to the next power of two. */
export function tablesOf(keys: number): number {
  return keys <= 0 ? 0 : 2 * 8 * 2 ** Math.max(2, Math.ceil(Math.log2(keys + 1)));
}

/** Bytes of so many pending sign-ins on so many shards: a straight line, and the steps of the tables. */
export function pendingBytes(
  pending: number,
  each: { readonly bytes: number; readonly keys: number },
  shards = 1,
): number {
  return pending * each.bytes + shards * tablesOf((pending * each.keys) / shards);
}

/** What a subject's keys take while they live, bytes, with their share of the tables. */
export interface KeyBytes {
  /** Sign-in, code, cooldown: until it is answered, or for the life of the code. */
  readonly pending: number;
  /** Counters of an hour. */
  readonly hour: number;
  /** Counters of a day. */
  readonly day: number;
}

/** Bytes at the busiest second: everybody takes as long as a code lives, and the hour before was as busy. */
export function busiestBytes(
  { pending, hour, day }: KeyBytes,
  rate: number,
  codeSeconds: number,
  subjectsPerDay: number,
): { readonly pending: number; readonly hour: number; readonly day: number } {
  return { pending: rate * codeSeconds * pending, hour: rate * 3_600 * hour, day: subjectsPerDay * day };
}
