import {
  type ByAdministrator,
  checkSecrets,
  KeyRing,
  OptionError,
  reasonOf,
  stampEvent,
  systemClock,
} from '@countersign/core';
import type { DataSource } from 'typeorm';
import { Database } from '../database.js';
import { timeoutOf } from '../options.js';
import type { Statements } from '../session.js';
import { appendWithin } from '../trail/append-events.js';
import { isOfAnotherSecret, lockTrail } from '../trail/trail-lock.js';
import type { TypeOrmTrailOptions } from '../trail/typeorm-trail.js';

/** What is done on record, and by whom. */
export interface ActOnRecord extends ByAdministrator {
  /** The account that it is done to. */
  readonly subject: string;
}

/** With what it is done. */
export type OnRecordOptions = Pick<TypeOrmTrailOptions, 'secrets' | 'timeoutMs'>;

/** The trail's last event was made under a secret that is not among those given: nothing was done. */
export type UnknownSecret = 'unknown_secret';

type Type = 'countersign.factors.reset' | 'countersign.unlocked' | 'countersign.bypass.issued';

/**
 * Does something and adds its event to the trail, in one transaction: neither is ever without the other (R75).
 * @param work - tells `done`, or a refusal, of which there is no event. It must not have written anything then.
 * @throws OptionError for secrets or a `reason` that are none.
 */
export async function onRecord<Refusal extends string>(
  dataSource: DataSource,
  type: Type,
  { subject, actor, reason: said }: ActOnRecord,
  options: OnRecordOptions,
  work: (transaction: Statements) => Promise<'done' | Refusal>,
): Promise<'done' | Refusal | UnknownSecret> {
  const keys = new KeyRing(checkSecrets(options.secrets));
  const reason = reasonOf(said);
  if (reason === undefined) throw new OptionError('reason', 'must be 10 to 500 characters');
  return new Database(dataSource, timeoutOf(options)).transaction(async (transaction) => {
    // The trail first, then the subject: the same order for all that need both, so that no two shut each other out.
    if (isOfAnotherSecret(keys, await lockTrail(transaction))) return 'unknown_secret';
    const outcome = await work(transaction);
    const event = stampEvent({ type, subject, actor, reason }, systemClock.now());
    if (outcome === 'done') await appendWithin(transaction, keys, [event]);
    return outcome;
  });
}
