import type { ClusterOptions, RedisOptions } from 'ioredis';

/** How long a command may take by default, in milliseconds. */
export const COMMAND_TIMEOUT_MS = 1_000;

/**
 * Checks the time that a command may take.
 * @throws RangeError outside 250 to 5,000 ms.
 */
export function checkCommandTimeout(milliseconds: number): number {
  if (milliseconds >= 250 && milliseconds <= 5_000) return milliseconds;
  throw new RangeError('commandTimeoutMs must be 250 to 5000');
}

/**
 * A client that fails fast and never replays: an answer to a code that we gave up on must not be counted later.
 * @param commandTimeoutMs - how long a command may take, in milliseconds.
 */
export function clientOptions(commandTimeoutMs: number) {
  return {
    // A start never waits for Redis.
    lazyConnect: true,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    // Needed with the line above: otherwise a command in flight when the connection breaks never settles.
    maxRetriesPerRequest: 0,
    connectTimeout: 2_000,
    // A shorter one would hit the handshake too, and loop it. The store keeps a shorter deadline by itself.
    commandTimeout: Math.max(commandTimeoutMs, 500),
    // Finds a peer that is frozen.
    socketTimeout: 5_000,
    keepAlive: 30_000,
    // Never gives up: 50 ms doubling to 2 s, and some jitter.
    retryStrategy: (attempt: number) => Math.min(50 * 2 ** Math.min(attempt - 1, 6), 2_000) + jitter(),
    // After a failover the old master is read-only. 1: connect anew, but do not send again.
    reconnectOnError: (error: Error) => (error.message.startsWith('READONLY') ? 1 : false),
  } satisfies RedisOptions;
}

/** The same for a Cluster. */
export function clusterOptions(commandTimeoutMs: number) {
  const { lazyConnect, enableOfflineQueue, retryStrategy, ...ofNodes } = clientOptions(commandTimeoutMs);
  return {
    lazyConnect,
    // Heeded here only, not in redisOptions.
    enableOfflineQueue,
    clusterRetryStrategy: retryStrategy,
    // A replica may lag: a code used up a moment ago would still be live there.
    scaleReads: 'master',
    maxRedirections: 3,
    // Otherwise a command in flight when its node closes the connection is sent a second time.
    retryDelayOnFailover: 0,
    redisOptions: ofNodes,
  } satisfies ClusterOptions;
}

function jitter(): number {
  return Math.floor(Math.random() * 200);
}
