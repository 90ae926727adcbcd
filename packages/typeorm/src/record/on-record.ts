import { checkSecrets, KeyRing, type SecondFactorEvent } from '@countersign/core';
import type { DataSource } from 'typeorm';
import { Database } from '../database.js';
import { timeoutOf } from '../options.js';
import type { Statements } from '../session.js';
import { appendWithin } from '../trail/append-events.js';
import { isOfAnotherSecret, lockTrail } from '../trail/trail-lock.js';
import type { TypeOrmTrailOptions } from '../trail/typeorm-trail.js';

/** What an act on record is done with. */
export type OnRecordOptions = Pick<TypeOrmTrailOptions, 'secrets' | 'timeoutMs'>;

/** The trail's last event was made under a secret that is not among those given: nothing was done. */
export type UnknownSecret = 'unknown_secret';

/**
 * Does something and adds its event to the trail, in one transaction: neither is ever without the other (R75).
 * @param act - tells `done`, or a refusal, of which there is no event. It must not have written anything then.
 */
export function onRecord<Refusal extends string>(
  dataSource: DataSource,
  event: SecondFactorEvent,
  options: OnRecordOptions,
  act: (transaction: Statements) => Promise<'done' | Refusal>,
): Promise<'done' | Refusal | UnknownSecret> {
  const keys = new KeyRing(checkSecrets(options.secrets));
  return new Database(dataSource, timeoutOf(options)).transaction(async (transaction) => {
    // The trail first, then the subject: the same order for all that need both, so that no two shut each other out.
    if (isOfAnotherSecret(keys, await lockTrail(transaction))) return 'unknown_secret';
    const outcome = await act(transaction);
    if (outcome === 'done') await appendWithin(transaction, keys, [event]);
    return outcome;
  });
}
