import type {
  Adoption,
  Advance,
  EnrolOutcome,
  EnrolTerms,
  Factor,
  FactorStore,
  FailureRule,
  Method,
  NewFactor,
  Posture,
  RecordedFailure,
  RemoveOutcome,
  Reseal,
  Resetter,
  Suspicion,
} from '@countersign/core';
import type { DataSource } from 'typeorm';
import { Database } from './database.js';
import { clearSuspicion } from './operations/clear-suspicion.js';
import { countSharers } from './operations/count-sharers.js';
import { type Description, describeFactor } from './operations/describe-factor.js';
import { endSessions } from './operations/end-sessions.js';
import { enrol } from './operations/enrol.js';
import { ping } from './operations/ping.js';
import { readAdoption } from './operations/read-adoption.js';
import { readEnrolledMethods } from './operations/read-enrolled-methods.js';
import { readFactors } from './operations/read-factors.js';
import { readFailures } from './operations/read-failures.js';
import { readPage } from './operations/read-page.js';
import { readPosture } from './operations/read-posture.js';
import { recordFailure } from './operations/record-failure.js';
import { recordSuccess } from './operations/record-success.js';
import { removeFactor } from './operations/remove-factor.js';
import { removeFactors } from './operations/remove-factors.js';
import { reseal } from './operations/reseal.js';
import { type TypeOrmFactorStoreOptions, timeoutOf } from './options.js';

/**
 * Keeps factors and durable counts in the host's database, through the host's own TypeORM `DataSource`, which is used
 * as it is and never destroyed. For PostgreSQL (13 or later) and PGlite. What factors are made of arrives sealed; the store never
 * sees a number or secret. Methods throw `StoreUnavailable` when the database does not answer in time, refuses, or is not initialized:
 * the outcome is unknown then, so deny.
 */
export class TypeOrmFactorStore implements FactorStore {
  readonly #database: Database;

  /**
   * @param dataSource - has `countersignEntities` among its entities; may be initialized later.
   * @throws TypeError when an initialized data source does not have the entities; one initialized later throws it at the
   *   first use. OptionError when an option is out of bounds.
   */
  constructor(dataSource: DataSource, options: TypeOrmFactorStoreOptions = {}) {
    this.#database = new Database(dataSource, timeoutOf(options));
  }

  posture(subject: string): Promise<Posture> {
    return readPosture(this.#database, subject);
  }

  enrolledMethods(subjects: readonly string[]): Promise<ReadonlyMap<string, readonly Method[]>> {
    return readEnrolledMethods(this.#database, subjects);
  }

  factors(subject: string): Promise<readonly Factor[]> {
    return readFactors(this.#database, subject);
  }

  enrol(subject: string, factor: NewFactor, terms: EnrolTerms): Promise<EnrolOutcome> {
    return enrol(this.#database, subject, factor, terms);
  }

  sharers(lookups: readonly string[]): Promise<number> {
    return countSharers(this.#database, lookups);
  }

  recordFailure(subject: string, factorIds: readonly string[], rule: FailureRule): Promise<RecordedFailure> {
    return recordFailure(this.#database, subject, factorIds, rule);
  }

  recordSuccess(factorId: string, advance?: Advance): Promise<boolean> {
    return recordSuccess(this.#database, factorId, advance);
  }

  clearSuspicion(subject: string, about?: Pick<Suspicion, 'credential'>): Promise<boolean> {
    return clearSuspicion(this.#database, subject, about);
  }

  removeFactor(subject: string, factorId: string, keepLast: boolean): Promise<RemoveOutcome> {
    return removeFactor(this.#database, subject, factorId, keepLast);
  }

  describeFactor(subject: string, factorId: string, change: Description): Promise<boolean> {
    return describeFactor(this.#database, subject, factorId, change);
  }

  removeFactors(subject: string, by?: Resetter): Promise<boolean> {
    return removeFactors(this.#database, subject, by);
  }

  endSessions(subject: string, noticeAt: Date): Promise<boolean> {
    return endSessions(this.#database, subject, noticeAt);
  }

  page(after: string | null, limit: number): Promise<readonly Factor[]> {
    return readPage(this.#database, after, limit);
  }

  reseal(changes: readonly Reseal[]): Promise<readonly string[]> {
    return reseal(this.#database, changes);
  }

  failures(subject: string): Promise<{ readonly inThirtyDays: number }> {
    return readFailures(this.#database, subject);
  }

  ping(): Promise<void> {
    return ping(this.#database);
  }

  adoption(subjects: readonly string[]): Promise<ReadonlyMap<string, Adoption>> {
    return readAdoption(this.#database, subjects);
  }
}
