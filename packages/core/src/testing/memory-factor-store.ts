import { randomUUID } from 'node:crypto';
import { refuseInProduction } from '../development/refuse-in-production.js';
import { type Clock, systemClock } from '../ports/clock.js';
import {
  type Adoption,
  CONTEST_PAUSE_SECONDS,
  type EnrolOutcome,
  type FactorStore,
  type FailureRule,
  MAX_CONSECUTIVE_FAILURES,
  type NewPhone,
  type PhoneFactor,
  type Posture,
  type RecordedFailure,
  type Sharing,
  type Suspicion,
} from '../ports/factor-store.js';
import type { Method } from '../purpose.js';
import { MemoryFailures } from './memory-failures.js';

/**
 * A factor store for tests and quick starts: forgets everything with the process, counts nothing across processes.
 * Each method does its work before it first gives way, so it is atomic.
 */
export class MemoryFactorStore implements FactorStore {
  readonly developmentOnly = true;
  readonly #clock: Clock;
  readonly #epochs = new Map<string, number>();
  readonly #factors = new Map<string, PhoneFactor>();
  readonly #failures: MemoryFailures;
  readonly #contests = new Map<string, { readonly at: number; readonly noticeAt: number }>();

  /**
   * @param clock - tells how old a failure is. Default: the machine's.
   * @throws Error with `NODE_ENV=production` (R87).
   */
  constructor(clock: Clock = systemClock) {
    refuseInProduction('MemoryFactorStore');
    this.#clock = clock;
    this.#failures = new MemoryFailures(clock);
  }

  async posture(subject: string): Promise<Posture> {
    const suspected = this.#failures.suspicion(subject);
    const disabled = this.#of(subject).some(({ disabledAt }) => disabledAt !== null);
    const methods = this.#methods(subject);
    return { epoch: this.#epoch(subject), methods, ...(disabled && { disabled }), ...(suspected && { suspected }) };
  }

  async enrolledMethods(subjects: readonly string[]): Promise<ReadonlyMap<string, readonly Method[]>> {
    const known = subjects.map((subject) => [subject, this.#methods(subject)] as const);
    return new Map(known.filter(([, methods]) => methods.length > 0));
  }

  async phones(subject: string): Promise<readonly PhoneFactor[]> {
    return this.#of(subject);
  }

  async enrolPhone(
    subject: string,
    { sealedPhone, phoneIndex, lastDigits }: NewPhone,
    sharing?: Sharing,
  ): Promise<EnrolOutcome> {
    if (this.#of(subject).length > 0) return { status: 'already_enrolled' };
    if (sharing && this.#sharers(sharing.indexes) >= sharing.most) return { status: 'number_taken' };
    const made = { id: randomUUID(), confirmedAt: new Date(this.#clock.now()), consecutiveFailures: 0 };
    const factor: PhoneFactor = { ...made, subject, sealedPhone, phoneIndex, lastDigits, disabledAt: null };
    this.#factors.set(factor.id, factor);
    return { status: 'enrolled', factor, epoch: this.#countUp(subject) };
  }

  async sharers(indexes: readonly string[]): Promise<number> {
    return this.#sharers(indexes);
  }

  async recordFailure(subject: string, factorId: string | null, rule: FailureRule): Promise<RecordedFailure> {
    const disabledNow = this.#countInARow(subject, factorId);
    const counted = this.#failures.count(subject, rule);
    if (counted.suspectedNow) this.#countUp(subject);
    return { ...counted, suspected: this.#failures.suspicion(subject), disabledNow };
  }

  async recordSuccess(factorId: string): Promise<void> {
    const factor = this.#factors.get(factorId);
    if (factor && !factor.disabledAt) this.#factors.set(factor.id, { ...factor, consecutiveFailures: 0 });
  }

  async clearSuspicion(subject: string, about?: Pick<Suspicion, 'credential'>): Promise<boolean> {
    return this.#failures.clear(subject, about);
  }

  async removeFactors(subject: string): Promise<void> {
    for (const { id } of this.#of(subject)) this.#factors.delete(id);
    this.#countUp(subject);
  }

  async endSessions(subject: string, noticeAt: Date): Promise<boolean> {
    const [last, at] = [this.#contests.get(subject), this.#clock.now()];
    const pauses = last && at < last.at + CONTEST_PAUSE_SECONDS * 1_000 && noticeAt.getTime() <= last.noticeAt;
    if (pauses) return false;
    this.#contests.set(subject, { at, noticeAt: noticeAt.getTime() });
    this.#countUp(subject);
    return true;
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
      const usable = this.#of(subject).filter(({ disabledAt }) => disabledAt === null);
      return new Date(Math.min(...usable.map(({ confirmedAt }) => confirmedAt.getTime())));
    };
    return new Map([...known].map(([subject, methods]) => [subject, { methods, since: since(subject) }]));
  }

  #of(subject: string): readonly PhoneFactor[] {
    return [...this.#factors.values()].filter((factor) => factor.subject === subject);
  }

  #sharers(indexes: readonly string[]): number {
    const found = [...this.#factors.values()].filter(({ phoneIndex }) => indexes.includes(phoneIndex));
    return new Set(found.map(({ subject }) => subject)).size;
  }

  #methods(subject: string): readonly Method[] {
    return this.#of(subject).some(({ disabledAt }) => disabledAt === null) ? ['sms'] : [];
  }

  #epoch(subject: string): number {
    return this.#epochs.get(subject) ?? 0;
  }

  #countUp(subject: string): number {
    const epoch = this.#epoch(subject) + 1;
    this.#epochs.set(subject, epoch);
    return epoch;
  }

  /** Whether this answer disables the factor. */
  #countInARow(subject: string, factorId: string | null): boolean {
    const factor = this.#factors.get(factorId ?? '');
    if (factor?.subject !== subject) return false;
    const consecutiveFailures = factor.consecutiveFailures + 1;
    const disables = consecutiveFailures >= MAX_CONSECUTIVE_FAILURES && !factor.disabledAt;
    const disabledAt = disables ? new Date(this.#clock.now()) : factor.disabledAt;
    this.#factors.set(factor.id, { ...factor, consecutiveFailures, disabledAt });
    return disables;
  }
}
