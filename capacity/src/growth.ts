import type { Act } from './acts.js';
import { ASSUMED, SUBJECTS } from './assumptions.js';
import { WIDEST } from './console.js';
import type { HotCosts } from './hot-slots.js';
import type { PendingBytes } from './key-bytes.js';
import type { Cost } from './measure.js';
import {
  busiestBytes,
  byItself,
  hotWorkOf,
  peakRate,
  perCore,
  sendsOf,
  shardsFor,
  type Work,
  workOf,
} from './model.js';
import type { RowBytes } from './row-bytes.js';

/** What was measured, of which all the rest is arithmetic. */
export interface Base {
  readonly cost: Readonly<Record<Act, Cost>>;
  readonly hot: HotCosts;
  /** A wake-up of Redis for one command, and of the app for its answer. */
  readonly wake: Work;
  readonly pending: PendingBytes;
  readonly rows: RowBytes;
  readonly eventsOfLogIn: number;
}

/** What a rate of log-ins is bounded by. */
export function ceilingsOf({ cost, hot, wake }: Base) {
  const { mix, headRoom, oneDialCode } = ASSUMED;
  const { appUs, redisUs } = workOf(
    mapCosts(cost, (one) => ({ ...one, ...byItself(one, one.calls, wake) })),
    mix,
  );
  const hotWork = hotWorkOf(mix, hot.chargeUs, hot.noteUs, oneDialCode);
  return {
    ...{ appUs, redisUs, hotWork },
    perAppCore: perCore(appUs, headRoom),
    perShard: perCore(redisUs, headRoom),
    installationSlot: perCore(hotWork.installationUs, headRoom),
    dialCodeSlot: perCore(hotWork.dialCodeUs, headRoom),
    quotaHour: WIDEST.total.hour / 3_600 / sendsOf(mix),
    quotaSubjects: subjectsWithin(),
  };
}

function mapCosts(cost: Base['cost'], change: (one: Cost) => Cost): Base['cost'] {
  return Object.fromEntries(Object.entries(cost).map(([act, one]) => [act, change(one)])) as Record<Act, Cost>;
}

/** Subjects whose codes the widest `sendQuotas.total` allows, by the hour and by the day. */
function subjectsWithin(): number {
  const { mix, dailyShare, busiestHour } = ASSUMED;
  const codes = dailyShare * sendsOf(mix);
  return Math.min(WIDEST.total.day / codes, WIDEST.total.hour / (codes * busiestHour));
}

/** One size of the growth. */
export interface Growth {
  readonly subjects: number;
  readonly perDay: number;
  readonly rate: number;
  readonly appCores: number;
  readonly shards: number;
  readonly pending: number;
  readonly bytes: ReturnType<typeof busiestBytes>;
  readonly databaseBytes: number;
  readonly trailBytesPerDay: number;
  /** Codes of the day over what `sendQuotas.total` can be set to. */
  readonly quotaUse: number;
}

/** How it grows. */
export function growthOf(base: Base): Growth[] {
  const { mix, headRoom, dailyShare, busiestHour, burst, codeSeconds, shardBytes } = ASSUMED;
  const { perAppCore, redisUs, hotWork } = ceilingsOf(base);
  return SUBJECTS.map((subjects) => {
    const [perDay, rate] = [subjects * dailyShare, peakRate(subjects, dailyShare, busiestHour, burst)];
    const bytes = busiestBytes(base.pending.byLife, rate, codeSeconds, perDay);
    const byMemory = Math.ceil((bytes.pending + bytes.hour + bytes.day) / shardBytes);
    return {
      ...{ subjects, perDay, rate, bytes, pending: rate * codeSeconds },
      appCores: Math.ceil(rate / perAppCore),
      shards: Math.max(byMemory, shardsFor(rate, redisUs, hotWork, headRoom)),
      databaseBytes: subjects * base.rows.subject,
      trailBytesPerDay: perDay * base.eventsOfLogIn * base.rows.event,
      quotaUse: Math.max(
        (perDay * sendsOf(mix)) / WIDEST.total.day,
        (perDay * busiestHour * sendsOf(mix)) / WIDEST.total.hour,
      ),
    };
  });
}
