import { type RedisServer, startRedis } from '@countersign/support';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { Cluster, Redis, type RedisOptions } from 'ioredis';
import { RedisPendingStore } from './redis-pending-store.js';
import { closeAll, closing } from './spec/closing.js';
import { answer, openWith, usable } from './spec/samples.js';

let server: RedisServer;

beforeAll(async () => {
  server = await startRedis();
});

afterEach(closeAll);

afterAll(() => server[Symbol.asyncDispose]());

type HostOptions = Pick<RedisOptions, 'keyPrefix' | 'enableAutoPipelining' | 'stringNumbers' | 'protocol'>;

const host = (options: HostOptions = {}) => closing(new Redis(server.url, { enableOfflineQueue: false, ...options }));

describe("a host's client", () => {
  test('is used as it is and never closed', async () => {
    const client = host();
    const listeners = client.eventNames().map((event) => [event, client.listenerCount(event)]);
    const store = new RedisPendingStore(client);
    await usable(store);
    expect((await answer(store, await openWith(store, '493817'), '493817')).status).toBe('right');
    store.disconnect();
    expect(await client.ping()).toBe('PONG');
    expect(client.eventNames().map((event) => [event, client.listenerCount(event)])).toEqual(listeners);
  });

  test.each<[string, HostOptions]>([
    ['a key prefix', { keyPrefix: 'app:' }],
    ['automatic pipelines', { enableAutoPipelining: true }],
    ['numbers as texts', { stringNumbers: true }],
    ['RESP2', { protocol: 2 }],
  ])('with %s works', async (_name, options) => {
    const client = host(options);
    const store = new RedisPendingStore(client);
    await usable(store);
    const key = await openWith(store, '493817');
    expect(await answer(store, key, '000000')).toMatchObject({ status: 'wrong', failures: 1, signIn: { tries: 1 } });
    const outcome = await answer(store, key, '493817');
    expect(outcome).toMatchObject({ status: 'right', signIn: { sends: 1, code: { expiresInSeconds: 300 } } });
  });

  test('with stores of two versions, or the same twice, is shared', async () => {
    const client = host();
    const [one, other] = [new RedisPendingStore(client), new RedisPendingStore(client, { prefix: 'other' })];
    await usable(one);
    const key = await openWith(one, '493817');
    expect(await other.read(key)).toEqual({ status: 'gone' });
  });

  test('with the offline queue on, as a queue library has it, is refused and told why', () => {
    const client = closing(new Redis(server.url, { lazyConnect: true, maxRetriesPerRequest: null }));
    expect(() => new RedisPendingStore(client)).toThrow(TypeError);
    expect(() => new RedisPendingStore(client)).toThrow(/enableOfflineQueue.*Pass a URL/s);
  });

  test('of a Cluster with the queue off for its nodes only is refused too', () => {
    const redisOptions: object = { enableOfflineQueue: false };
    const startup = [{ host: '127.0.0.1', port: server.port }];
    const cluster = closing(new Cluster(startup, { lazyConnect: true, redisOptions }));
    expect(() => new RedisPendingStore(cluster)).toThrow(/enableOfflineQueue/);
  });
});
