import { refuseInProduction } from '../development/refuse-in-production.js';
import { type Clock, systemClock } from '../ports/clock.js';
import type { Advance, EnrolOutcome, EnrolTerms, Factor, NewFactor, RemoveOutcome, Reseal } from '../ports/factor.js';
import {
  type Adoption,
  CONTEST_PAUSE_SECONDS,
  type FactorStore,
  type FailureRule,
  type Posture,
  type RecordedFailure,
  type Resetter,
  type Suspicion,
} from '../ports/factor-store.js';
import type { Method } from '../purpose.js';
import { MemoryFactors } from './memory-factors.js';
import { MemoryFailures } from './memory-failures.js';

/**
 * A factor store for tests and quick starts: forgets everything with the process, counts nothing across processes.
 * Each method does its work before it first gives way, so it is atomic.
 */
export class MemoryFactorStore implements FactorStore {
  readonly developmentOnly = true;
  readonly #clock: Clock;
  readonly #epochs = new Map<string, number>();
  readonly #factors: MemoryFactors;
  readonly #failures: MemoryFailures;
  readonly #contests = new Map<string, { readonly at: number; readonly noticeAt: number }>();

  /**
   * @param clock - tells how old a failure is. Default: the machine's.
   * @throws Error with `NODE_ENV=production` (R87).
   */
  constructor(clock: Clock = systemClock) {
    refuseInProduction('MemoryFactorStore');
    this.#clock = clock;
    this.#factors = new MemoryFactors(clock);
    this.#failures = new MemoryFailures(clock);
  }

  async posture(subject: string): Promise<Posture> {
    const suspected = this.#failures.suspicion(subject);
    const disabled = this.#factors.of(subject).some(({ disabledAt }) => disabledAt !== null);
    const methods = this.#factors.methods(subject);
    return { epoch: this.#epoch(subject), methods, ...(disabled && { disabled }), ...(suspected && { suspected }) };
  }

  async enrolledMethods(subjects: readonly string[]): Promise<ReadonlyMap<string, readonly Method[]>> {
    const known = subjects.map((subject) => [subject, this.#factors.methods(subject)] as const);
    return new Map(known.filter(([, methods]) => methods.length > 0));
  }

  async factors(subject: string): Promise<readonly Factor[]> {
    return this.#factors.of(subject);
  }

  async enrol(subject: string, factor: NewFactor, terms: EnrolTerms): Promise<EnrolOutcome> {
    const refusal = this.#factors.refusal(subject, factor, terms, this.#epoch(subject));
    if (refusal) return { status: refusal };
    const made = this.#factors.add(subject, factor, terms);
    return { status: 'enrolled', factor: made, epoch: this.#countUp(subject) };
  }

  async sharers(lookups: readonly string[]): Promise<number> {
    return this.#factors.sharers(lookups);
  }

  async recordFailure(subject: string, factorIds: readonly string[], rule: FailureRule): Promise<RecordedFailure> {
    const disabledNow = this.#factors.failed(subject, factorIds);
    const counted = this.#failures.count(subject, rule);
    if (counted.suspectedNow) this.#countUp(subject);
    return { ...counted, suspected: this.#failures.suspicion(subject), disabledNow };
  }

  async recordSuccess(factorId: string, advance?: Advance): Promise<boolean> {
    return this.#factors.succeeded(factorId, advance);
  }

  async clearSuspicion(subject: string, about?: Pick<Suspicion, 'credential'>): Promise<boolean> {
    return this.#failures.clear(subject, about);
  }

  async removeFactor(subject: string, factorId: string, keepLast: boolean): Promise<RemoveOutcome> {
    const removed = this.#factors.remove(subject, factorId, keepLast);
    if (typeof removed === 'string') return { status: removed };
    return { status: 'removed', factor: removed, epoch: this.#countUp(subject) };
  }

  async describeFactor(
    subject: string,
    factorId: string,
    change: { readonly name?: string | null; readonly preferred?: boolean },
  ): Promise<boolean> {
    return this.#factors.describe(subject, factorId, change);
  }

  async removeFactors(subject: string, by?: Resetter): Promise<boolean> {
    if (by && !(this.#epoch(by.subject) === by.epoch && this.#factors.hasSecondStep(by.subject))) return false;
    this.#factors.removeAll(subject);
    this.#countUp(subject);
    return true;
  }

  async endSessions(subject: string, noticeAt: Date): Promise<boolean> {
    const [last, at] = [this.#contests.get(subject), this.#clock.now()];
    const pauses = last && at < last.at + CONTEST_PAUSE_SECONDS * 1_000 && noticeAt.getTime() <= last.noticeAt;
    if (pauses) return false;
    this.#contests.set(subject, { at, noticeAt: noticeAt.getTime() });
    this.#countUp(subject);
    return true;
  }

  async page(after: string | null, limit: number): Promise<readonly Factor[]> {
    return this.#factors.page(after, limit);
  }

  async reseal(changes: readonly Reseal[]): Promise<readonly string[]> {
    return changes.filter((change) => this.#factors.reseal(change)).map(({ id }) => id);
  }

  async failures(subject: string): Promise<{ readonly inThirtyDays: number }> {
    return { inThirtyDays: this.#failures.inThirtyDays(subject) };
  }

  ping(): Promise<void> {
    return Promise.resolve();
  }

  async adoption(subjects: readonly string[]): Promise<ReadonlyMap<string, Adoption>> {
    const known = await this.enrolledMethods(subjects);
    const since = (subject: string) => {
      const usable = this.#factors.of(subject).filter(({ kind, disabledAt }) => kind !== 'bypass' && !disabledAt);
      return new Date(Math.min(...usable.map(({ confirmedAt }) => confirmedAt.getTime())));
    };
    return new Map([...known].map(([subject, methods]) => [subject, { methods, since: since(subject) }]));
  }

  #epoch(subject: string): number {
    return this.#epochs.get(subject) ?? 0;
  }

  #countUp(subject: string): number {
    const epoch = this.#epoch(subject) + 1;
    this.#epochs.set(subject, epoch);
    return epoch;
  }
}
