import {
  checkSecrets,
  KeyRing,
  resealFactors,
  type SealReport,
  stampEvent,
  systemClock,
  type UnstampedEvent,
} from '@countersign/core';
import type { DataSource } from 'typeorm';
import { Database } from '../database.js';
import { timeoutOf } from '../options.js';
import { appendWithin } from '../trail/append-events.js';
import { isOfAnotherSecret, lockTrail } from '../trail/trail-lock.js';
import { TypeOrmFactorStore } from '../typeorm-factor-store.js';
import type { OnRecordOptions, UnknownSecret } from './on-record.js';

/** Who has all factors sealed anew: `cli:<user>`. */
export interface ResealOnRecord {
  readonly actor: string;
}

/**
 * Seals every factor anew that is not under the newest secret (R62), while the host runs, and as often as it takes. There may be
 * millions, so it is no single transaction: the trail has that it begins before anything is done, and then what it came to.
 * @throws StoreUnavailable when the database does not answer: what was done until then is done. OptionError for a bad option.
 */
export async function resealOnRecord(
  dataSource: DataSource,
  { actor }: ResealOnRecord,
  options: OnRecordOptions,
): Promise<SealReport | UnknownSecret> {
  const keys = new KeyRing(checkSecrets(options.secrets));
  const database = new Database(dataSource, timeoutOf(options));
  const begins = await database.transaction(async (transaction) => {
    if (isOfAnotherSecret(keys, await lockTrail(transaction))) return 'unknown_secret';
    await appendWithin(transaction, keys, [stamped({ type: 'countersign.reseal.begun', actor })]);
    return 'begun';
  });
  if (begins === 'unknown_secret') return begins;
  const store = new TypeOrmFactorStore(dataSource, { timeoutMs: timeoutOf(options) });
  const report = await resealFactors(store, keys, { write: true });
  const ended = { type: 'countersign.reseal.ended', actor, resealed: report.resealed, left: leftBy(report) } as const;
  await database.transaction((transaction) => appendWithin(transaction, keys, [stamped(ended)]));
  return report;
}

/** How many factors are not under the newest secret after all. */
export function leftBy({ found, resealed }: SealReport): number {
  return found.slice(1).reduce((sum, each) => sum + each, 0) - resealed;
}

function stamped(event: UnstampedEvent) {
  return stampEvent(event, systemClock.now());
}
