import { describe, expect, test } from '@jest/globals';
import { Cluster, Redis } from 'ioredis';
import { connectRedis } from './connect.js';

const made = (url: URL | string) => {
  const client = connectRedis(url);
  client.disconnect();
  return client;
};

describe('connectRedis', () => {
  test('fails fast and closed: no queue, no replay, deadlines', () => {
    const client = made('redis://127.0.0.1:1');
    expect(client).toBeInstanceOf(Redis);
    expect(client.options).toMatchObject({
      lazyConnect: true,
      enableOfflineQueue: false,
      autoResendUnfulfilledCommands: false,
      maxRetriesPerRequest: 0,
      connectTimeout: 2_000,
      commandTimeout: 1_000,
      socketTimeout: 5_000,
      keepAlive: 30_000,
    });
  });

  test('connects again for ever, ever more slowly, up to 2.2 s', () => {
    const { retryStrategy } = made('redis://127.0.0.1:1').options as { retryStrategy(attempt: number): number };
    for (const [attempt, least] of [
      [1, 50],
      [2, 100],
      [6, 1_600],
      [7, 2_000],
      [1_000, 2_000],
    ] as const) {
      expect(retryStrategy(attempt)).toBeGreaterThanOrEqual(least);
      expect(retryStrategy(attempt)).toBeLessThan(least + 200);
    }
  });

  test('connects anew after READONLY, without sending again', () => {
    const { reconnectOnError } = made('redis://127.0.0.1:1').options as { reconnectOnError(error: Error): unknown };
    expect(reconnectOnError(new Error("READONLY You can't write against a read only replica."))).toBe(1);
    expect(reconnectOnError(new Error('OOM command not allowed'))).toBe(false);
  });

  test('takes a URL object, a login and a database', () => {
    const { options } = made(new URL('redis://app:p%40ss@redis.example.com:6380/3'));
    const login = { host: 'redis.example.com', port: 6380, username: 'app', password: 'p@ss', db: 3 };
    expect(options).toMatchObject(login);
    expect((options as { tls?: unknown }).tls).toBeUndefined();
  });

  test('takes several nodes as a Cluster, read from its masters, with the queue off where it counts', () => {
    const client = made('rediss://:word@a.example.com:7000, rediss://:word@b.example.com:7001');
    expect(client).toBeInstanceOf(Cluster);
    expect(client.options).toMatchObject({
      enableOfflineQueue: false,
      scaleReads: 'master',
      maxRedirections: 3,
      retryDelayOnFailover: 0,
      redisOptions: { password: 'word', tls: {}, maxRetriesPerRequest: 0, commandTimeout: 1_000 },
    });
  });

  test('takes Sentinels, and their master only', () => {
    const { options } = made('redis+sentinel://app:word@s1.example.com,s2.example.com:26380/mymaster');
    expect(options).toMatchObject({
      sentinels: [
        { host: 's1.example.com', port: 26_379 },
        { host: 's2.example.com', port: 26_380 },
      ],
      name: 'mymaster',
      role: 'master',
      username: 'app',
      password: 'word',
      enableOfflineQueue: false,
    });
  });

  test('takes Sentinels over TLS, for them and for the master', () => {
    const { options } = made('rediss+sentinel://s1.example.com/mymaster');
    expect(options).toMatchObject({ tls: {}, sentinelTLS: {}, enableTLSForSentinelMode: true });
  });

  test.each([
    '',
    'redis:',
    'http://redis.example.com',
    '/var/run/redis.sock',
    'redis://:hunter2@host:6379/zero',
    'redis://:hunter2@host:6379?enableOfflineQueue=true',
    'redis://:hunter2@a:6379,b:6380',
    'redis+sentinel://:hunter2@s1:26379',
    'redis+sentinel://:hunter2@s1:26379/',
  ])('refuses %j, without repeating it', (url) => {
    expect(() => connectRedis(url)).toThrow(TypeError);
    expect(() => connectRedis(url)).toThrow(
      expect.not.objectContaining({ message: expect.stringContaining('hunter2') }),
    );
  });

  test('refuses a time out of bounds', () => {
    expect(() => connectRedis('redis://127.0.0.1:1', { commandTimeoutMs: 10_000 })).toThrow(/commandTimeoutMs/);
  });
});
