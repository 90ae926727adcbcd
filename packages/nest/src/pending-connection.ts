import { MemoryPendingStore, OptionError, type PendingStore } from '@countersign/core';
import type { OnApplicationShutdown } from '@nestjs/common';
import type { SecondFactorModuleOptions } from './second-factor-module-options.interface.js';

/** The pending store that the options ask for, and whether it is ours to close. */
export class PendingConnection implements OnApplicationShutdown {
  private constructor(
    readonly store: PendingStore,
    private readonly disconnect: () => void = () => undefined,
  ) {}

  /** Takes the host's store, makes one on Redis, or one in memory for development. @throws OptionError */
  static async open({ pending, redis, clock }: SecondFactorModuleOptions): Promise<PendingConnection> {
    if (pending) return new PendingConnection(pending);
    if (redis !== undefined && redis !== '') return PendingConnection.#onRedis(redis);
    if (process.env.NODE_ENV === 'production')
      throw new OptionError('redis', 'is missing: a URL or a client of ioredis');
    return new PendingConnection(new MemoryPendingStore(clock));
  }

  /** Closes a connection that was made here; a host's own client is never closed. */
  onApplicationShutdown(): void {
    this.disconnect();
  }

  static async #onRedis(redis: unknown): Promise<PendingConnection> {
    // Loaded only when it is asked for: a host with another store does not install it.
    const { RedisPendingStore } = await import('@countersign/redis');
    try {
      const store = new RedisPendingStore(redis as ConstructorParameters<typeof RedisPendingStore>[0]);
      return new PendingConnection(store, () => store.disconnect());
    } catch (error) {
      throw new OptionError('redis', `cannot be used: ${(error as Error).message}`);
    }
  }
}
