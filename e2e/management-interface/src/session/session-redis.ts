import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { Inject, Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Cluster, Redis } from 'ioredis';
import type { Config } from '../config.js';
import { CONFIG } from '../config.module.js';

const FAIL_FAST = {
  lazyConnect: true,
  enableOfflineQueue: false,
  autoResendUnfulfilledCommands: false,
  maxRetriesPerRequest: 0,
  connectTimeout: 2_000,
  commandTimeout: 750,
  socketTimeout: 5_000,
};
const backOff = (attempt: number) => Math.min(50 * 2 ** attempt, 2_000);

/** The connection that sessions use; it would rather fail than wait. */
@Injectable()
export class SessionRedis implements OnModuleInit, OnApplicationShutdown {
  /** Undefined: sessions are kept in memory. */
  readonly client: Redis | Cluster | undefined;
  private readonly logger = new Logger('Sessions');

  constructor(@Inject(CONFIG) { redisUrl }: Config) {
    this.client = redisUrl === undefined ? undefined : connection(redisUrl.split(',').map((node) => node.trim()));
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

function connection([first = '', ...others]: string[]): Redis | Cluster {
  if (others.length === 0) return new Redis(first, { ...FAIL_FAST, retryStrategy: backOff });
  const { lazyConnect, enableOfflineQueue, ...redisOptions } = FAIL_FAST;
  const { protocol, username, password } = new URL(first);
  return new Cluster([first, ...others], {
    lazyConnect,
    enableOfflineQueue,
    maxRedirections: 3,
    slotsRefreshTimeout: 1_000,
    clusterRetryStrategy: backOff,
    redisOptions: {
      ...redisOptions,
      ...(username && { username: decodeURIComponent(username) }),
      ...(password && { password: decodeURIComponent(password) }),
      ...(protocol === 'rediss:' && { tls: {} }),
    },
  });
}
