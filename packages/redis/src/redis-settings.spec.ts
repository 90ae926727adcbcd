import { setTimeout as wait } from 'node:timers/promises';
import { StoreUnavailable } from '@countersign/core';
import { freePort, type RedisServer, startRedis } from '@countersign/support';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { connectRedis } from './connect.js';
import { checkRedisReplicas } from './redis-replicas.js';
import { checkRedisSettings } from './redis-settings.js';
import { closeAll, closing } from './spec/closing.js';

let server: RedisServer;
let admin: Redis;

beforeAll(async () => {
  server = await startRedis();
  admin = new Redis(server.url);
});

afterEach(closeAll);

afterAll(async () => {
  admin.disconnect();
  await server[Symbol.asyncDispose]();
});

describe('R87: the settings of Redis', () => {
  test('are ok when nothing is evicted', async () => {
    const client = closing(connectRedis(server.url));
    expect(await checkRedisSettings(client)).toBe('ok');
  });

  test.each(['allkeys-lru', 'volatile-lru', 'volatile-ttl', 'allkeys-random'])('evict under %s', async (policy) => {
    await admin.config('SET', 'maxmemory-policy', policy);
    const client = closing(connectRedis(server.url));
    expect(await checkRedisSettings(client)).toBe('evicts');
    await admin.config('SET', 'maxmemory-policy', 'noeviction');
  });

  test('are read from the map that RESP3 gives', async () => {
    const client = closing(new Redis(server.url, { replyMapping: 'resp3' }));
    expect(await checkRedisSettings(client)).toBe('ok');
  });

  test('are refused by a server whose CONFIG is not for us', async () => {
    await admin.call('ACL', 'SETUSER', 'app', 'on', '>word', '~*', '+@all', '-config');
    const client = closing(connectRedis(server.url.replace('//', '//app:word@')));
    expect(await checkRedisSettings(client)).toBe('refused');
  });

  test('are refused by a server that has no CONFIG', async () => {
    await using managed = await startRedis({ args: ['--rename-command', 'CONFIG', ''] });
    const client = closing(connectRedis(managed.url));
    expect(await checkRedisSettings(client)).toBe('refused');
  });

  describe('R08: of a master with a replica', () => {
    let replica: RedisServer;
    beforeAll(async () => {
      await admin.config('SET', 'repl-diskless-sync-delay', '0');
      replica = await startRedis({ args: ['--replicaof', '127.0.0.1', new URL(server.url).port] });
      for (let look = 0; look < 250 && !(await admin.info('replication')).includes('state=online'); look += 1)
        await wait(20);
    }, 15_000);
    afterAll(() => replica[Symbol.asyncDispose]());
    const set = (name: string, value: string) => admin.config('SET', `min-replicas-${name}`, value);
    const found = async (url = server.url) => {
      const client = closing(connectRedis(url));
      return [await checkRedisSettings(client), await checkRedisReplicas(client)];
    };

    test('are unreplicated where it takes writes that the replica does not have', async () => {
      expect(await found()).toEqual(['unreplicated', 'unreplicated']);
    });

    test('are ok where it refuses them, and are not where a lag of 0 turns that off', async () => {
      await set('to-write', '1');
      expect(await found()).toEqual(['ok', 'ok']);
      await set('max-lag', '0');
      expect(await found()).toEqual(['unreplicated', 'unreplicated']);
      await set('max-lag', '10');
      await set('to-write', '0');
    });

    test('are worse where it evicts', async () => {
      await admin.config('SET', 'maxmemory-policy', 'allkeys-lru');
      expect(await found()).toEqual(['evicts', 'unreplicated']);
      await admin.config('SET', 'maxmemory-policy', 'noeviction');
    });

    test('are refused where it does not tell; what is not told of replicas is no fault', async () => {
      await admin.call('ACL', 'SETUSER', 'silent', 'on', '>word', '~*', '+@all', '-config');
      expect(await found(server.url.replace('//', '//silent:word@'))).toEqual(['refused', 'refused']);
      await admin.call('ACL', 'SETUSER', 'blind', 'on', '>word', '~*', '+@all', '-info');
      const client = closing(new Redis(server.url.replace('//', '//blind:word@'), { enableReadyCheck: false }));
      expect([await checkRedisSettings(client), await checkRedisReplicas(client)]).toEqual(['ok', 'none']);
    });
  });

  test('are asked for after the first connection, and not before', async () => {
    const port = await freePort();
    const client = closing(connectRedis(`redis://127.0.0.1:${port}`));
    const settings = checkRedisSettings(client);
    await using late = await startRedis({ args: ['--port', String(port)] });
    expect(await settings).toBe('ok');
    expect(late.pid).toBeGreaterThan(0);
  });

  test('are not waited for once the client is closed', async () => {
    const client = closing(connectRedis(`redis://127.0.0.1:${await freePort()}`));
    const settings = checkRedisSettings(client);
    client.disconnect();
    await expect(settings).rejects.toEqual(new StoreUnavailable('connection'));
    await expect(checkRedisSettings(client)).rejects.toEqual(new StoreUnavailable('connection'));
  });
});
