import { randomUUID } from 'node:crypto';
import { refuseInProduction } from '../development/refuse-in-production.js';
import { type Clock, systemClock } from '../ports/clock.js';
import type { EnrolOutcome, FactorStore, NewPhone, PhoneFactor, Posture } from '../ports/factor-store.js';
import type { Method } from '../purpose.js';

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * A factor store for tests and quick starts: forgets everything with the process, counts nothing across processes.
 * Each method does its work before it first gives way, so it is atomic.
 */
export class MemoryFactorStore implements FactorStore {
  readonly developmentOnly = true;
  readonly #clock: Clock;
  readonly #epochs = new Map<string, number>();
  readonly #factors = new Map<string, PhoneFactor>();
  readonly #failures = new Map<string, number[]>();

  /**
   * @param clock - tells how old a failure is. Default: the machine's.
   * @throws Error with `NODE_ENV=production` (R87).
   */
  constructor(clock: Clock = systemClock) {
    refuseInProduction('MemoryFactorStore');
    this.#clock = clock;
  }

  async posture(subject: string): Promise<Posture> {
    return { epoch: this.#epochs.get(subject) ?? 0, methods: this.#of(subject).length > 0 ? ['sms'] : [] };
  }

  async enrolledMethods(subjects: readonly string[]): Promise<ReadonlyMap<string, readonly Method[]>> {
    const enrolled = subjects.filter((subject) => this.#of(subject).length > 0);
    return new Map(enrolled.map((subject) => [subject, ['sms']]));
  }

  async phones(subject: string): Promise<readonly PhoneFactor[]> {
    return this.#of(subject);
  }

  async enrolPhone(subject: string, { sealedPhone, phoneIndex, lastDigits }: NewPhone): Promise<EnrolOutcome> {
    if (this.#of(subject).length > 0) return { status: 'already_enrolled' };
    const made = { id: randomUUID(), confirmedAt: new Date(this.#clock.now()), consecutiveFailures: 0 };
    const factor: PhoneFactor = { ...made, subject, sealedPhone, phoneIndex, lastDigits };
    const epoch = (this.#epochs.get(subject) ?? 0) + 1;
    this.#factors.set(factor.id, factor);
    this.#epochs.set(subject, epoch);
    return { status: 'enrolled', factor, epoch };
  }

  async recordFailure(subject: string, factorId: string | null): Promise<void> {
    this.#failures.set(subject, [...this.#recent(subject), this.#clock.now()]);
    const factor = this.#factors.get(factorId ?? '');
    if (factor?.subject === subject) this.#setInARow(factor, factor.consecutiveFailures + 1);
  }

  async recordSuccess(factorId: string): Promise<void> {
    const factor = this.#factors.get(factorId);
    if (factor) this.#setInARow(factor, 0);
  }

  async failures(subject: string): Promise<{ readonly inThirtyDays: number }> {
    return { inThirtyDays: this.#recent(subject).length };
  }

  ping(): Promise<void> {
    return Promise.resolve();
  }

  #of(subject: string): readonly PhoneFactor[] {
    return [...this.#factors.values()].filter((factor) => factor.subject === subject);
  }

  #recent(subject: string): readonly number[] {
    const from = this.#clock.now() - 30 * DAY_MS;
    return (this.#failures.get(subject) ?? []).filter((at) => at >= from);
  }

  #setInARow(factor: PhoneFactor, consecutiveFailures: number): void {
    this.#factors.set(factor.id, { ...factor, consecutiveFailures });
  }
}
