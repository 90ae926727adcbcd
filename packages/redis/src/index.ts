export { type ConnectOptions, connectRedis } from './connect.js';
export { type FailureSource, type KeptFailures, readFailures } from './read-failures.js';
export { reasonOf as redisReason } from './reason.js';
export type { RedisClient } from './redis-client.js';
export { RedisPendingStore, type RedisPendingStoreOptions } from './redis-pending-store.js';
export { checkRedisReplicas, type RedisReplicas } from './redis-replicas.js';
export { checkRedisSettings, type RedisSettings } from './redis-settings.js';
