import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { connectRedis } from '@countersign/redis'; // countersign: demo
import { Inject, Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import type { Cluster, Redis } from 'ioredis';
import type { Config } from '../config.js';
import { CONFIG } from '../config.module.js';

/** The connection that sessions use: it fails fast, as that of the second step, and finds a Cluster or a master as that does. */
@Injectable()
export class SessionRedis implements OnModuleInit, OnApplicationShutdown {
  /** Undefined: sessions are kept in memory. */
  readonly client: Redis | Cluster | undefined;
  private readonly logger = new Logger('Sessions');

  constructor(@Inject(CONFIG) { redisUrl }: Config) {
    const onError = (reason: string) => this.logger.warn(`Redis: ${reason}`);
    if (redisUrl) this.client = connectRedis(redisUrl, { commandTimeoutMs: 750, onError }); // countersign: demo
  }

  /** Gives Redis a moment, but starts without it too. */
  async onModuleInit(): Promise<void> {
    if (!this.client || this.client.status === 'ready') return;
    const ready = once(this.client, 'ready').catch(() => undefined);
    await Promise.race([ready, delay(2_000, undefined, { ref: false })]);
  }

  onApplicationShutdown(): void {
    this.client?.disconnect();
  }
}
