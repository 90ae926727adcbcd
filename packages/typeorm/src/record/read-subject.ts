import type { Suspicion } from '@countersign/core';
import type { DataSource } from 'typeorm';
import { Database } from '../database.js';
import { readFailures } from '../operations/read-failures.js';
import { readPosture } from '../operations/read-posture.js';
import { type FactorSummary, readSummaries } from '../operations/read-summaries.js';
import { type TypeOrmFactorStoreOptions, timeoutOf } from '../options.js';

/** What the database has of a subject. */
export interface SubjectSummary {
  /** 0 for a subject that never had a factor. */
  readonly epoch: number;
  readonly factors: readonly FactorSummary[];
  /** Its wrong answers of the last 30 days. */
  readonly failuresInThirtyDays: number;
  /** The suspicion about its password that holds (R13). */
  readonly suspected?: Suspicion | undefined;
}

/**
 * Reads what an operator may know of a subject (R49): no sealed number, no index. A subject that is not known has nothing.
 * @throws StoreUnavailable when the database does not answer. OptionError for a bad option.
 */
export async function readSubject(
  dataSource: DataSource,
  subject: string,
  options: TypeOrmFactorStoreOptions = {},
): Promise<SubjectSummary> {
  const database = new Database(dataSource, timeoutOf(options));
  const { epoch, suspected } = await readPosture(database, subject);
  const { inThirtyDays } = await readFailures(database, subject);
  const factors = await readSummaries(database, subject);
  return { epoch, factors, failuresInThirtyDays: inThirtyDays, ...(suspected && { suspected }) };
}
