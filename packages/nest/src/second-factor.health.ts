import { type Part, type PartHealth, SecondFactor } from '@countersign/core';
import { Inject, Injectable } from '@nestjs/common';

/** What `@nestjs/terminus` takes of an indicator: the part's name and how it is, and nothing else. */
export type PartIndication<Name extends Part> = Record<Name, { readonly status: PartHealth }>;

/**
 * Health indicators for `@nestjs/terminus`, which is not needed without them: each answers within a second, and never throws.
 *
 * @example
 * this.health.check([() => this.secondFactor.store(), () => this.secondFactor.factors(), () => this.secondFactor.sender()])
 */
@Injectable()
export class SecondFactorHealth {
  constructor(@Inject(SecondFactor) private readonly secondFactor: SecondFactor) {}

  /** The pending store. */
  store(): Promise<PartIndication<'store'>> {
    return this.#indicate('store');
  }

  /** The host's database, where factors are kept. */
  factors(): Promise<PartIndication<'factors'>> {
    return this.#indicate('factors');
  }

  /** The sender: down while it is left alone after five failures; nothing is sent to find out. */
  sender(): Promise<PartIndication<'sender'>> {
    return this.#indicate('sender');
  }

  async #indicate<Name extends Part>(part: Name): Promise<PartIndication<Name>> {
    return { [part]: { status: await this.secondFactor.healthOf(part) } } as PartIndication<Name>;
  }
}
