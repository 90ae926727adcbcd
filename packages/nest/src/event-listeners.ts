import { EVENT_TYPES, SecondFactor, type SecondFactorEvent, type SecondFactorEventType } from '@countersign/core';
import { Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { type Handler, handlersOf } from './handlers.js';
import { EventPatterns } from './on-second-factor-event.decorator.js';

/** Finds the methods with `@OnSecondFactorEvent()`, and has them called. */
@Injectable()
export class EventListeners implements OnApplicationBootstrap {
  readonly #logger = new Logger('SecondFactor');

  constructor(
    @Inject(SecondFactor) private readonly secondFactor: SecondFactor,
    @Inject(DiscoveryService) private readonly discovery: DiscoveryService,
    @Inject(MetadataScanner) private readonly scanner: MetadataScanner,
    @Inject(Reflector) private readonly reflector: Reflector,
  ) {}

  /** Runs when every class has been made. @throws Error for a method that would never be called */
  onApplicationBootstrap(): void {
    const wrappers = [...this.discovery.getProviders(), ...this.discovery.getControllers()];
    // `useExisting` gives one object a second wrapper: it must not hear everything twice.
    for (const handler of handlersOf(
      wrappers.filter(({ isAlias }) => !isAlias),
      this.scanner,
    )) {
      const patterns = this.reflector.get<readonly string[] | undefined>(EventPatterns.KEY, handler.method);
      if (patterns !== undefined) this.#listen(handler, typesOf(handler, patterns));
    }
  }

  #listen(handler: Handler, types: ReadonlySet<SecondFactorEventType>): void {
    const instance = instanceOf(handler);
    this.secondFactor.watch(async (event) => {
      if (types.has(event.type)) await this.#call(handler, instance, event);
    });
  }

  async #call({ type, name, method }: Handler, instance: object, event: SecondFactorEvent): Promise<void> {
    try {
      await method.call(instance, event);
    } catch (error) {
      // Its name alone: what the text of an error holds nobody knows (R76).
      const what = error instanceof Error ? error.name : typeof error;
      this.#logger.warn(`${type.name}.${name} failed at ${event.type}: ${what}`);
    }
  }
}

function typesOf(handler: Handler, patterns: readonly string[]): ReadonlySet<SecondFactorEventType> {
  return new Set(
    patterns.flatMap((pattern) => {
      const start = pattern.endsWith('.*') ? pattern.slice(0, -1) : undefined;
      const types = EVENT_TYPES.filter((type) => (start === undefined ? type === pattern : type.startsWith(start)));
      if (types.length === 0) throw new Error(`Countersign: ${nameOf(handler)} listens to ${pattern}: no such event`);
      return types;
    }),
  );
}

function instanceOf(handler: Handler): object {
  const { wrapper } = handler;
  if (wrapper.isDependencyTreeStatic()) return wrapper.instance as object;
  throw new Error(`Countersign: ${nameOf(handler)} listens to events, so its class must not be request-scoped`);
}

const nameOf = ({ type, name }: Handler): string => `${type.name}.${name}`;
