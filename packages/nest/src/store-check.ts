import { SecondFactor } from '@countersign/core';
import { Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';

/** Looks at the pending store's settings once it is connected, without holding up the start (R87). */
@Injectable()
export class StoreCheck implements OnApplicationBootstrap {
  readonly #logger = new Logger('SecondFactor');

  constructor(@Inject(SecondFactor) private readonly secondFactor: SecondFactor) {}

  /** Starts the look. */
  onApplicationBootstrap(): void {
    this.secondFactor.checkStore().then(
      (settings) => this.#say(settings),
      () => this.#logger.warn('The settings of Redis could not be read'),
    );
  }

  #say(settings: 'ok' | 'evicts' | 'refused'): void {
    if (settings === 'evicts') this.#logger.error('Redis may evict failure counts: set maxmemory-policy to noeviction');
    if (settings === 'refused')
      this.#logger.warn('Redis does not tell its maxmemory-policy: make sure it is noeviction');
  }
}
