import { SecondFactor } from '@countersign/core';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';

/** Lets sinks write what they have taken before the process ends. */
@Injectable()
export class EventSinks implements BeforeApplicationShutdown, OnApplicationShutdown {
  constructor(@Inject(SecondFactor) private readonly secondFactor: SecondFactor) {}

  /** While databases are surely open. Requests may still be under way. */
  async beforeApplicationShutdown(): Promise<void> {
    await Promise.allSettled(this.secondFactor.options.events.map((sink) => sink.flush?.()));
  }

  /** What those have told, and no more. */
  async onApplicationShutdown(): Promise<void> {
    await Promise.allSettled(this.secondFactor.options.events.map((sink) => sink.close?.()));
  }
}
