import { checkSecrets, KeyRing, resealFactors, type SealReport } from '@countersign/core';
import type { DataSource } from 'typeorm';
import { Database } from '../database.js';
import { timeoutOf } from '../options.js';
import type { Sql, Statements } from '../session.js';
import { countTrailByKey, type TrailShare } from '../trail/count-trail-by-key.js';
import { TypeOrmFactorStore } from '../typeorm-factor-store.js';
import type { OnRecordOptions } from './on-record.js';

/** What of a database still needs a secret. */
export interface SecretUse {
  readonly factors: number;
  /** Passwords under suspicion, of which only this secret can tell whether they are still the same (R13). */
  readonly suspicions: number;
  /** Of the audit trail: they need it to be verified, and for nothing else. */
  readonly events: number;
  /** When the newest of these was; `null` where there is none. */
  readonly lastEvent: Date | null;
}

/** What there is to know before a secret is dropped. */
export interface SecretsUse extends Pick<SealReport, 'unreadable'> {
  /** Of each secret, newest first; the last is of what needs a secret that is not among these. */
  readonly secrets: readonly SecretUse[];
}

/** The first characters of a credential's hash tell its key. */
const SUSPICIONS: Sql = ({ subject }) => `
  SELECT left(suspected_credential, 4) AS key, count(*)::float8 AS count FROM ${subject}
  WHERE suspected_credential IS NOT NULL GROUP BY 1`;

/**
 * Counts what in the database still needs each of the secrets. Reads all factors and events, and changes nothing.
 * @throws StoreUnavailable when the database does not answer. OptionError for a bad option.
 */
export async function readSecretUse(dataSource: DataSource, options: OnRecordOptions): Promise<SecretsUse> {
  const keys = new KeyRing(checkSecrets(options.secrets));
  const database = new Database(dataSource, timeoutOf(options));
  const store = new TypeOrmFactorStore(dataSource, { timeoutMs: timeoutOf(options) });
  const { found, unreadable } = await resealFactors(store, keys, { write: false });
  const suspicions = await suspicionsBy(database, keys);
  const events = await countTrailByKey(database, keys);
  const secrets = found.map((factors, place) => ({
    factors,
    suspicions: suspicions[place] ?? 0,
    ...(events[place] as TrailShare),
  }));
  return { secrets, unreadable };
}

async function suspicionsBy(statements: Statements, keys: KeyRing): Promise<readonly number[]> {
  const counts = Array.from({ length: keys.size + 1 }, () => 0);
  for (const { key, count } of await statements.rows<{ key: string; count: number }>(SUSPICIONS)) {
    // -1 is the last place, in both.
    const place = keys.placeOfCredential(key);
    counts.splice(place, 1, (counts.at(place) ?? 0) + count);
  }
  return counts;
}
