import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, type RedisServer, startRedis } from '@countersign/support';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { RedisPendingStore } from './redis-pending-store.js';
import { answer, openWith, usable } from './spec/samples.js';

let master: RedisServer;
let sentinel: ChildProcess;
let folder: string;
let port: number;

beforeAll(async () => {
  master = await startRedis();
  port = await freePort();
  folder = await mkdtemp(join(tmpdir(), 'countersign-sentinel-'));
  const file = join(folder, 'sentinel.conf');
  const monitor = `sentinel monitor mymaster 127.0.0.1 ${master.port} 1`;
  await writeFile(file, `port ${port}\nbind 127.0.0.1\ndir ${folder}\n${monitor}\n`);
  sentinel = spawn('redis-server', [file, '--sentinel'], { stdio: 'ignore' });
});

afterAll(async () => {
  const ended = once(sentinel, 'exit');
  sentinel.kill('SIGKILL');
  await ended;
  await master[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

test('a master that a Sentinel knows is found, also when the first Sentinel is down', async () => {
  const store = new RedisPendingStore(`redis+sentinel://127.0.0.1:${await freePort()},127.0.0.1:${port}/mymaster`);
  await usable(store);
  expect((await answer(store, await openWith(store, '493817'), '493817')).status).toBe('right');
  expect(await store.checkSettings()).toBe('ok');
  store.disconnect();
});
