import { StoreUnavailable } from '@countersign/core';
import { type PostgresServer, startPostgres } from '@countersign/support';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { DataSource } from 'typeorm';
import { countersignEntities, TypeOrmFactorStore } from './index.js';

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres();
}, 60_000);
afterAll(() => server[Symbol.asyncDispose]());

function uninitialized(entities = [...countersignEntities]): DataSource {
  return new DataSource({ type: 'postgres', url: server.url, entities });
}

let open: DataSource | undefined;
afterEach(async () => {
  if (open?.isInitialized) await open.destroy();
});

describe("the host's DataSource", () => {
  test('may be initialized after the store is made, and until then the store is unavailable', async () => {
    open = uninitialized();
    const store = new TypeOrmFactorStore(open);
    await expect(store.posture('alice')).rejects.toEqual(new StoreUnavailable('not_initialized'));
    await open.initialize();
    await open.synchronize();
    expect(await store.posture('alice')).toEqual({ epoch: 0, methods: [] });
  });

  test('is never destroyed by the store; when the host has destroyed it, the store is unavailable', async () => {
    open = await uninitialized().initialize();
    await open.synchronize();
    const store = new TypeOrmFactorStore(open);
    await store.ping();
    expect(open.isInitialized).toBe(true);
    await open.destroy();
    await expect(store.ping()).rejects.toEqual(new StoreUnavailable('not_initialized'));
  });

  test('without our entities it is refused at once, with what to add', async () => {
    open = await uninitialized([]).initialize();
    const source = open;
    expect(() => new TypeOrmFactorStore(source)).toThrow(TypeError);
    expect(() => new TypeOrmFactorStore(source)).toThrow('countersignEntities');
  });

  test('without our entities, but initialized later, it is refused at the first use', async () => {
    open = uninitialized([]);
    const store = new TypeOrmFactorStore(open);
    await open.initialize();
    await expect(store.ping()).rejects.toThrow('countersignEntities');
    await expect(store.ping()).rejects.toBeInstanceOf(TypeError);
  });

  test('without our tables it answers no ping: a database that was not migrated is not ready', async () => {
    open = await uninitialized().initialize();
    await open.dropDatabase();
    await expect(new TypeOrmFactorStore(open).ping()).rejects.toEqual(new StoreUnavailable('42P01'));
  });
});
