import {
  checkSecrets,
  EventQueue,
  type EventSink,
  KeyRing,
  type QueueOptions,
  type SecondFactorEvent,
} from '@countersign/core';
import type { DataSource } from 'typeorm';
import { Database } from '../database.js';
import { type TypeOrmFactorStoreOptions, timeoutOf } from '../options.js';
import { appendEvents } from './append-events.js';

/** Options of {@link TypeOrmTrail}. */
export interface TypeOrmTrailOptions extends QueueOptions, TypeOrmFactorStoreOptions {
  /** The server's secrets, newest first, as `SecondFactor` has them: the chain is made under a key that comes of them. */
  readonly secrets: readonly (string | undefined)[];
}

/**
 * Keeps security events in `countersign_event`, each chained to the one before by an HMAC (R75): whoever can write to the
 * database but does not have the server's secret changes, removes, adds or reorders none of them unseen. Events wait in
 * memory until they are written, in batches and in order; nobody waits for them.
 */
export class TypeOrmTrail implements EventSink {
  readonly #queue: EventQueue;

  /**
   * @param dataSource - has `countersignEntities` among its entities; may be initialized later.
   * @throws TypeError when an initialized data source does not have the entities. OptionError for a bad option.
   */
  constructor(dataSource: DataSource, options: TypeOrmTrailOptions) {
    const database = new Database(dataSource, timeoutOf(options));
    const keys = new KeyRing(checkSecrets(options.secrets));
    this.#queue = new EventQueue('TypeOrmTrail', (events) => appendEvents(database, keys, events), options);
  }

  /** How many events were refused, because too many waited already. */
  get refused(): number {
    return this.#queue.refused;
  }

  /** Takes an event, to be written soon. */
  emit(event: SecondFactorEvent): void {
    this.#queue.take(event);
  }

  /** Resolves when everything is written, or after these milliseconds. @returns whether it is. */
  flush(patienceMs?: number): Promise<boolean> {
    return this.#queue.flush(patienceMs);
  }

  /** The same, for the end of the process; takes no more. Call it before the data source is destroyed. */
  close(patienceMs?: number): Promise<boolean> {
    return this.#queue.close(patienceMs);
  }
}
