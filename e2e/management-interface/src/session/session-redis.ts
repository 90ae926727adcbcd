import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { Inject, Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import type { Cluster, Redis } from 'ioredis';
import type { Config } from '../config.js';
import { CONFIG } from '../config.module.js';
import { sessionConnection } from './session-connection.js';

/** The connection that sessions use; it would rather fail than wait. */
@Injectable()
export class SessionRedis implements OnModuleInit, OnApplicationShutdown {
  /** Undefined: sessions are kept in memory. */
  readonly client: Redis | Cluster | undefined;
  private readonly logger = new Logger('Sessions');

  constructor(@Inject(CONFIG) { redisUrl }: Config) {
    this.client = redisUrl === undefined ? undefined : sessionConnection(redisUrl);
    this.client?.on('error', (error: Error) => this.logger.warn(`Redis: ${error.message}`));
  }

  /** Gives Redis a moment, but starts without it too. */
  async onModuleInit(): Promise<void> {
    if (!this.client) return;
    const ready = once(this.client, 'ready').catch(() => undefined);
    this.client.connect().catch(() => undefined);
    await Promise.race([ready, delay(2_000, undefined, { ref: false })]);
  }

  onApplicationShutdown(): void {
    this.client?.disconnect();
  }
}
